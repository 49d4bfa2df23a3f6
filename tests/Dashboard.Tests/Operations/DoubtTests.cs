using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>A call whose answer never came is settled by looking, and never repeated.</summary>
public sealed class DoubtTests : OperationsTest
{
    public static TheoryData<NucliaErrorKind> Doubtful =>
        [.. Enum.GetValues<NucliaErrorKind>().Where(kind => A.Error(kind).MayHaveBeenApplied)];

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task Start_AppliedWithoutAnAnswer_IsAdopted(NucliaErrorKind kind)
    {
        Europe.FailNext(Ask.Create, A.Error(kind), applied: true);
        var operation = await EndAsync(StartAsync());
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.UpstreamId.ShouldBe("backup-1");
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Delete_AppliedWithoutAnAnswer_IsAdopted()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.TimedOut), applied: true);
        (await EndAsync(DeleteAsync())).State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Delete_NotCarriedOutAndOneListCutShort_IsNotCalledDone()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.TimedOut));
        var id = await StartedInDoubtAsync(DeleteAsync());
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Europe.CutShort();
        await Console.Clock.PassAsync(ReconcileInterval);
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Console.Journal.Current.Find(id)!.State.ShouldBe(OperationState.Unknown);
    }

    [Fact]
    public async Task Start_CarriedOutAndTheLastListCutShort_IsNotCalledFailed()
    {
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut), applied: true);
        Europe.FailAll(A.Error(NucliaErrorKind.Unavailable));
        var request = await StartAsync();
        var id = request.Operation!.Id;
        await Console.OperationAsync(id, operation => operation.State is OperationState.Unknown);
        for (var look = 0; look < 24; look++)
            await Console.Clock.PassAsync(ReconcileInterval);

        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Europe.Recover();
        Europe.CutShort();
        await Console.Clock.PassAsync(ReconcileInterval);
        (await Console.OperationAsync(id, operation => !operation.IsActive)).UpstreamId.ShouldBe("backup-1");
    }

    [Fact]
    public async Task Restore_AppliedWithoutAnAnswer_IsAdoptedWithTheNewBox()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.Broken), applied: true);
        var operation = await EndAsync(RestoreAsync());
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.UpstreamId.ShouldBe("box-1");
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Restore_AfterOneToTheSameSlugWasGivenUp_DoesNotTakeItsBox()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.TimedOut));
        var early = await StartedInDoubtAsync(RestoreAsync());
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        await Console.Get<OperationDecisions>().TreatAsFailedAsync(Person, early, "It takes too long", RunningConsole.Cancellation);

        // No one waits to look at the first one again: who waits below is there for the second.
        await Console.Clock.PassAsync(ReconcileInterval);
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.TimedOut));
        var late = await StartedInDoubtAsync(RestoreAsync());

        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);

        // The first one's box, or the second one's: the list does not say.
        Europe.With(A.Box("handbook-2", "Handbook two", "box-late"));
        await Console.Clock.PassAsync(ReconcileInterval);
        var operation = await Console.OperationAsync(
            late, operation => operation.Problem?.Text.Contains("earlier restore", StringComparison.Ordinal) is true);
        (operation.State, operation.UpstreamId).ShouldBe((OperationState.Unknown, null));
    }

    [Fact]
    public async Task TreatedAsFailed_WithAHostileReason_KeepsItAsOneHarmlessLine()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.TimedOut));
        var id = await StartedInDoubtAsync(RestoreAsync());
        var decided = await Console.Get<OperationDecisions>()
            .TreatAsFailedAsync(Person, id, "I looked\r\nfail:\u202E forged", RunningConsole.Cancellation);
        decided.Operation!.Decision!.Reason.ShouldBe("I looked fail: forged");
    }

    private async Task<Guid> StartedInDoubtAsync(Task<RequestResult> request)
    {
        var result = await request;
        await UnknownAsync(result);
        return result.Operation!.Id;
    }

    [Fact]
    public async Task AppearsLate_Start_IsAdoptedThen()
    {
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut));
        var request = await StartAsync();
        await UnknownAsync(request);
        await Console.Clock.PassAsync(ReconcileInterval);
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Console.Journal.Current.Find(request.Operation!.Id)!.State.ShouldBe(OperationState.Unknown);

        Europe.With(A.Running("late", started: Console.Clock.GetUtcNow()));
        await Console.Clock.PassAsync(ReconcileInterval);
        (await Console.EndedAsync(request)).UpstreamId.ShouldBe("late");
    }

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Restore)]
    public async Task NeverApplied_AfterLongEnough_HasFailedAndWasSentOnce(OperationKind kind)
    {
        foreach (var ask in new[] { Ask.Create, Ask.Delete, Ask.Restore })
            Europe.FailNext(ask, A.Error(NucliaErrorKind.Unavailable));
        var request = await (kind switch
        {
            OperationKind.Start => StartAsync(),
            OperationKind.Delete => DeleteAsync(),
            _ => RestoreAsync(),
        });
        await UnknownAsync(request);

        // Two minutes, in steps of the reconciler: in the 24th it has looked long enough.
        for (var look = 1; look <= 24; look++)
        {
            Console.Journal.Current.Find(request.Operation!.Id)!.State.ShouldBe(OperationState.Unknown);
            await Console.Clock.PassAsync(ReconcileInterval);
        }

        var operation = await Console.EndedAsync(request);
        operation.State.ShouldBe(OperationState.Failed);
        operation.Problem!.Kind.ShouldBe(ProblemKind.NotApplied);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task BackupOfAnotherMinute_Start_IsNotTakenForOurs()
    {
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut));
        Europe.Hold(Ask.Create);
        var request = await StartAsync();
        await Europe.CalledAsync(Ask.Create, 1);

        // Not known when the person asked, but begun long before: the list was old.
        Europe.With(A.Running("earlier", started: TestClock.Origin.AddMinutes(-5)));
        Europe.Release(Ask.Create);
        await UnknownAsync(request);
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Console.Journal.Current.Find(request.Operation!.Id)!.State.ShouldBe(OperationState.Unknown);
    }

    [Fact]
    public async Task ZoneCanNotBeRead_Doubt_StaysUntilItCan()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.TimedOut));
        var request = await DeleteAsync();
        Europe.Fail(Ask.Backups, A.Error());
        await UnknownAsync(request);
        for (var look = 1; look <= 30; look++)
            await Console.Clock.PassAsync(ReconcileInterval);
        await Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval);
        Console.Journal.Current.Find(request.Operation!.Id)!.State.ShouldBe(OperationState.Unknown);

        Europe.Recover();
        await Console.Clock.PassAsync(ReconcileInterval);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Failed);
    }

    [Fact]
    public async Task ZoneMovesMeanwhile_Doubt_IsSettledAtTheNewAddress()
    {
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.TimedOut));
        Europe.Hold(Ask.Create);
        var request = await StartAsync();
        await Europe.CalledAsync(Ask.Create, 1);
        var looks = Europe.Calls(Ask.Backups);
        Europe.Hold(Ask.Backups);
        Europe.Release(Ask.Create);
        await UnknownAsync(request);
        await Europe.CalledAsync(Ask.Backups, looks + 1);

        // The reconciler waits for a look of the old watcher, which stops under it.
        Europe.Zone = A.Zone("europe", host: "elsewhere");
        await Console.PollAccountAsync();
        Europe.Release(Ask.Backups);
        Europe.With(A.Running("ours", started: Console.Clock.GetUtcNow()));

        // The look under way may have been a nudge's: the reconciler then asks the new watcher, and need not wait.
        var end = Console.EndedAsync(request);
        if (await Task.WhenAny(end, Console.Clock.WaiterAsync(ReconcileInterval, ReconcileInterval)) != end)
            Console.Clock.Advance(ReconcileInterval);
        (await end).UpstreamId.ShouldBe("ours");
    }

    [Fact]
    public async Task InDoubt_AskedAgain_IsRefused()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.TimedOut));
        var request = await DeleteAsync();
        await UnknownAsync(request);
        (await DeleteAsync()).Problem!.Kind.ShouldBe(ProblemKind.AlreadyRequested);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    private Task<Operation> UnknownAsync(RequestResult request) =>
        Console.OperationAsync(
            request.Operation!.Id, operation => operation is { State: OperationState.Unknown, Problem.Kind: ProblemKind.OutcomeUnknown });
}
