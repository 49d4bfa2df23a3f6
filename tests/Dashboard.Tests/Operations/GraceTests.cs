using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>A deletion waits, can be undone by anyone who may delete, and survives a restart.</summary>
public sealed class GraceTests : OperationsTest
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(9);

    public GraceTests() => Console.Set("Operations:DeleteGrace", Grace.ToString());

    [Fact]
    public async Task Delete_WithinTheGracePeriod_IsScheduledAndNotSent()
    {
        var operation = (await DeleteAsync()).Operation!;
        await Console.Clock.WaiterAsync(UndoTime.Interval, UndoTime.Interval);
        operation.IsInGrace.ShouldBeTrue();
        operation.DueAt.ShouldBe(Console.Clock.GetUtcNow() + Grace);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_AfterTheGracePeriod_IsSentAndProvedByTheBackupsAbsence()
    {
        var request = await DeleteAsync();
        await Console.PassGraceAsync(Grace);
        var ended = await Console.EndedAsync(request);
        ended.State.ShouldBe(OperationState.Succeeded);
        ended.AcceptedAt.ShouldNotBeNull();
        Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task Undo_BySomebodyElseWhoMayDelete_NothingIsEverSent()
    {
        var request = await DeleteAsync();
        await Console.Clock.WaiterAsync(UndoTime.Interval, UndoTime.Interval);
        var undone = await Decisions.CancelAsync(
            A.Person("Grace Admin", [A.Administrator], []), request.Operation!.Id, RunningConsole.Cancellation);
        undone.Operation!.State.ShouldBe(OperationState.Cancelled);
        undone.Operation.Decision!.By.Name.ShouldBe("Grace Admin");

        Console.Clock.Advance(Grace * 2);
        (await EndAsync(StartAsync())).State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
    }

    [Fact]
    public async Task Undo_WithoutTheRight_IsRefused()
    {
        var request = await DeleteAsync();
        var refused = await Decisions.CancelAsync(A.Person(A.Auditor), request.Operation!.Id, RunningConsole.Cancellation);
        refused.Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
        Console.Journal.Current.Find(request.Operation.Id)!.State.ShouldBe(OperationState.Scheduled);
    }

    [Fact]
    public async Task Undo_AfterItWasSent_IsTooLate()
    {
        Europe.Hold(Ask.Delete);
        var request = await DeleteAsync();
        await Console.PassGraceAsync(Grace);
        await Europe.CalledAsync(Ask.Delete, 1);
        var late = await Decisions.CancelAsync(Person, request.Operation!.Id, RunningConsole.Cancellation);
        late.Problem!.Kind.ShouldBe(ProblemKind.TooLate);
        Europe.Release(Ask.Delete);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task Restart_WithinTheGracePeriod_BeginsItAnewAndSendsWhenItIsDue()
    {
        using var storage = new TestStorage();
        var id = await InConsoleAsync(storage, async console =>
            (await console.Operations.DeleteAsync(Person, "europe", "b1", "handbook", RunningConsole.Cancellation)).Operation!.Id);

        await InConsoleAsync(storage, async console =>
        {
            console.Journal.Current.Find(id)!.IsInGrace.ShouldBeTrue();
            console.Nuclia.Sent.ShouldBeEmpty();
            await console.PassGraceAsync(Grace);
            var ended = await console.OperationAsync(id, operation => !operation.IsActive);
            ended.State.ShouldBe(OperationState.Succeeded);
            return ended;
        });
    }

    private OperationDecisions Decisions => Console.Get<OperationDecisions>();

    private static async Task<T> InConsoleAsync<T>(TestStorage storage, Func<RunningConsole, Task<T>> work)
    {
        await using var console = new RunningConsole(storage);
        console.Set("Operations:DeleteGrace", Grace.ToString());
        console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
        await console.StartAsync();
        return await work(console);
    }
}
