using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>
/// The grace of a deletion counts the time in which an undo would have been written. What people see is what is left of it.
/// </summary>
public sealed class UndoTimeTests : OperationsTest
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public UndoTimeTests() => Console.Set("Operations:DeleteGrace", Grace.ToString());

    [Fact]
    public async Task Halted_OverTheWholeGrace_IsNotSentAndGetsTheTimeBack()
    {
        var request = await DeleteAsync();
        await CountAsync();
        Console.Clock.Advance(TimeSpan.FromHours(1));
        var prolonged = await ProlongedAsync(request, "The dashboard's process was halted for a while");
        prolonged.DueAt.ShouldBe(Console.Clock.GetUtcNow() + Grace - UndoTime.Interval);
        Nuclia.Sent.ShouldBeEmpty();

        await Console.PassGraceAsync(Grace - UndoTime.Interval);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task StorageLost_ForAPartOfTheGrace_ThatPartDoesNotCount()
    {
        Console.Log.ErrorsAreExpected = true;
        var request = await DeleteAsync();
        await CountAsync();
        Console.Storage.Lose();
        await CountAsync();
        for (var passed = TimeSpan.Zero; passed < Grace; passed += UndoTime.Interval)
            await CountAsync();
        Nuclia.Sent.ShouldBeEmpty();
        Console.Storage.Recover();
        await CountAsync();
        var prolonged = await ProlongedAsync(request, "The dashboard's storage could not be written for a while");
        prolonged.DueAt.ShouldBe(Console.Clock.GetUtcNow() + Grace - UndoTime.Interval);
        await Console.PassGraceAsync(Grace - UndoTime.Interval);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task ClockSetForward_OverTheEndOfTheGrace_IsNotSentBeforeItsTime()
    {
        var request = await DeleteAsync();
        await CountAsync();
        Console.Clock.Set = TimeSpan.FromHours(3);
        await CountAsync();
        var prolonged = await ProlongedAsync(request, "The dashboard's clock was set.");
        prolonged.DueAt.ShouldBe(Console.Clock.GetUtcNow() + Grace - (2 * UndoTime.Interval));

        var left = Grace - (2 * UndoTime.Interval);
        await Console.PassGraceAsync(left - TimeSpan.FromSeconds(left.TotalSeconds % UndoTime.Interval.TotalSeconds));
        Nuclia.Sent.ShouldBeEmpty();
        await Console.PassGraceAsync(TimeSpan.FromSeconds(left.TotalSeconds % UndoTime.Interval.TotalSeconds));
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task ClockSetBack_CountsDownWhatIsLeftAndNoMore()
    {
        var request = await DeleteAsync();
        await CountAsync();
        Console.Clock.Set = TimeSpan.FromHours(-3);
        await CountAsync();
        var corrected = await ProlongedAsync(request, "The dashboard's clock was set.");
        corrected.DueAt.ShouldBe(Console.Clock.GetUtcNow() + Grace - (2 * UndoTime.Interval));
        await Console.PassGraceAsync(Grace - (2 * UndoTime.Interval));
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task ClockCorrectedByALittle_NothingIsWritten()
    {
        var request = await DeleteAsync();
        await CountAsync();
        Console.Clock.Set = TimeSpan.FromSeconds(1);
        await CountAsync();
        Console.Clock.Set = TimeSpan.Zero;
        await Console.PassGraceAsync(Grace - (2 * UndoTime.Interval));
        await Console.EndedAsync(request);
        (await Console.Journal.StoryAsync(request.Operation!.Id, RunningConsole.Cancellation)).Select(entry => entry.Operation.Problem)
            .ShouldAllBe(problem => problem == null);
    }

    [Fact]
    public async Task ClockSetBack_RestoreThatWaitsForItsNextAttempt_DoesNotWaitLonger()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        var request = await RestoreAsync();
        await Console.OperationAsync(request.Operation!.Id, operation => operation.DueAt is not null);
        await Console.Clock.WaiterAsync(CreationRetry, CreationRetry);
        Console.Clock.Set = TimeSpan.FromHours(-3);
        await Console.Clock.PassAsync(CreationRetry);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    /// <summary>One count, of as much as is counted at once. It is over when the next one is waited for.</summary>
    private async Task CountAsync()
    {
        await Console.Clock.PassAsync(UndoTime.Interval);
        await Console.Clock.WaiterAsync(UndoTime.Interval, UndoTime.Interval);
    }

    private Task<Operation> ProlongedAsync(RequestResult request, string why) =>
        Console.OperationAsync(
            request.Operation!.Id, operation => operation.Problem?.Text.StartsWith(why, StringComparison.Ordinal) is true);
}
