using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Restores.Restored;

namespace BackupDashboard.Tests.Restores;

/// <summary>Restores that are followed by the running console, with no one's page open, through restarts.</summary>
[StorageSuite]
public sealed class RestoreWatchersTests : IAsyncLifetime
{
    /// <summary>Lengths of the watcher's waits that no one else waits.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2011);

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(1);
    private readonly TestStorage _storage = new();
    private RunningConsole _console = null!;
    private FakeZone _europe = null!;

    public RestoreWatchersTests() => Use(new RunningConsole(_storage));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _storage.Dispose();
    }

    [Fact]
    public async Task ContentArrives_Restore_IsCompleteAndSetsItsBackupFree()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        (await DeleteAsync()).IsAccepted.ShouldBeFalse();

        Hold(All);
        foreach (var look in Enumerable.Range(1, 4))
        {
            (await FoundAsync(restore)).ConfirmedAt.ShouldBeNull();
            await _console.Clock.PassAsync(Interval);
            if (look > 1)
                await UntilAsync(restore, progress => progress.UnchangedLooks == look - 1);
            else
                await UntilAsync(restore, progress => progress.Counters == All);
        }

        var complete = await UntilAsync(restore, progress => progress.State is RestoreState.ContentComplete);
        complete.CompletedAt.ShouldBe(TestClock.Origin.AddMilliseconds(1) + 4 * Interval);
        complete.ResourcesPerSecond.ShouldBe(1000 / Interval.TotalSeconds);
        await ConfirmedAsync(restore);
        await AllEndedAsync();
        (await DeleteAsync()).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task ClockSetForward_WhileContentArrives_ConcludesNothing()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        var before = await UntilAsync(restore, progress => progress.Counters == Partly);

        await _console.Clock.WaiterAsync(Interval, Interval);
        _console.Clock.Set = TimeSpan.FromHours(3);
        await _console.Clock.PassAsync(Interval);
        var after = await UntilAsync(restore, progress => progress.AsOf > before.AsOf);
        after.State.ShouldBe(RestoreState.Arriving);
        (after.AsOf - after.MovedAt).ShouldBe(Interval);
        (after.MovedAt - after.AcceptedAt).ShouldBe(before.MovedAt - before.AcceptedAt);
    }

    [Fact]
    public async Task Restarted_WhileContentArrives_GoesOnWhereItWas()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        var before = await UntilAsync(restore, progress => progress.Counters == Partly);

        await RestartAsync(after: TimeSpan.FromHours(2), counters: Partly);
        var stalled = await UntilAsync(restore, progress => progress.AsOf > before.AsOf);
        stalled.State.ShouldBe(RestoreState.Stalled);
        stalled.FirstLookAt.ShouldBe(before.FirstLookAt);
        stalled.MovedAt.ShouldBe(before.MovedAt);
        stalled.Baseline.ShouldBe(Exact);

        Hold(All);
        await _console.Clock.PassAsync(Slow);
        await UntilAsync(restore, progress => progress.Counters == All);
        for (var look = 1; look <= 3; look++)
        {
            await _console.Clock.PassAsync(Interval);
            await UntilAsync(restore, progress => progress.UnchangedLooks == look);
        }

        await ConfirmedAsync(restore);
        await RestartAsync(after: TimeSpan.FromHours(3), counters: All);
        await _console.Get<RestoreWatchers>().OpenAsync(restore, RunningConsole.Cancellation);
        _console.Get<RestoreStore>().Current.Find(restore.Id)!.State.ShouldBe(RestoreState.ContentComplete);
        _console.Get<RestoreStore>().Current.LearnedSpeed.ShouldNotBeNull();
        _console.Get<RestoreWatchers>().Running.ShouldBe(0);
        _europe.Calls(Ask.Counters).ShouldBe(0);
    }

    [Fact]
    public async Task KilledBetweenProofAndJournal_NextStart_TellsTheJournal()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        await RestartAsync(
            TimeSpan.FromSeconds(20), All, store => store.SaveAsync(SeenAgain(Exact, All, 4) with { OperationId = restore.Id }));
        await ConfirmedAsync(restore);
    }

    [Fact]
    public async Task NothingArrives_Restore_IsStillEmptyAndKeepsItsBackup()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        await WaitLongAsync(Interval, TimeSpan.FromMinutes(6));
        await UntilAsync(restore, progress => progress.State is RestoreState.StillEmpty);
        await WaitLongAsync(Slow, TimeSpan.FromHours(6));
        await UntilAsync(restore, progress => progress.AsOf > TestClock.Origin.AddHours(6));
        (await FoundAsync(restore)).IsArriving.ShouldBeTrue();
        (await DeleteAsync()).IsAccepted.ShouldBeFalse();

        Hold(Partly);
        await _console.Clock.PassAsync(Slow);
        await UntilAsync(restore, progress => progress.State is RestoreState.Arriving);
    }

    [Fact]
    public async Task Stalled_PersonDeclaresItComplete_IsNoLongerWatched()
    {
        var restore = await RestoreAsync(Exact);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        await UntilAsync(restore, progress => progress.Counters == Partly);
        await WaitLongAsync(Interval, TimeSpan.FromMinutes(11));
        await UntilAsync(restore, progress => progress.State is RestoreState.Stalled);
        (await FoundAsync(restore)).ConfirmedAt.ShouldBeNull();

        // Shown before the watcher waits: declared in between, it would end without waiting.
        await _console.Clock.WaiterAsync(Slow, Slow);
        var result = await _console.Get<OperationDecisions>()
            .ConfirmContentAsync(A.Person(A.Operator), restore.Id, "I compared it.", RunningConsole.Cancellation);
        result.IsAccepted.ShouldBeTrue();
        await _console.Clock.PassAsync(Slow);
        await AllEndedAsync();
        (await FoundAsync(restore)).Decision!.Reason.ShouldBe("I compared it.");
    }

    [Fact]
    public async Task WithoutABaseline_NothingMovesForLong_IsQuietAndLookedAtOnlyWhenAPageIsOpened()
    {
        var restore = await RestoreAsync(baseline: null);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        await UntilAsync(restore, progress => progress.Counters == Partly);
        await WaitLongAsync(Interval, TimeSpan.FromMinutes(31));
        (await UntilAsync(restore, progress => progress.IsEnded)).State.ShouldBe(RestoreState.Quiet);
        await ConfirmedAsync(restore);
        await AllEndedAsync();

        Hold(All);
        var calls = _europe.Calls(Ask.Counters);
        await _console.Get<RestoreWatchers>().OpenAsync(restore, RunningConsole.Cancellation);
        await UntilAsync(restore, progress => progress.Counters == All);
        await AllEndedAsync();
        _europe.Calls(Ask.Counters).ShouldBe(calls + 1);
    }

    [Fact]
    public async Task BaselineTakenAfterTheRestoreBegan_NextLook_UsesIt()
    {
        var restore = await RestoreAsync(baseline: null);
        await UntilAsync(restore, progress => progress is { AsOf: not null, Baseline: null });
        await PutAsync(Exact);
        await _console.Clock.PassAsync(Interval);
        await UntilAsync(restore, progress => progress.Baseline == Exact);
    }

    [Fact]
    public async Task BoxIsDeleted_Restore_IsGoneOnceItIsNotListedEither()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        await _console.PollAsync();
        _europe.Fail(Ask.Counters, A.Error(NucliaErrorKind.NotFound, "No such box."));
        await _console.Clock.PassAsync(Interval);
        (await UntilAsync(restore, progress => progress.Failure is not null)).State.ShouldBe(RestoreState.Arriving);

        _europe.Boxes = [A.Box()];
        await _console.PollAsync();
        await WaitLongAsync(Calm, Calm);
        await UntilAsync(restore, progress => progress.State is RestoreState.Gone);
        await ConfirmedAsync(restore);
        await AllEndedAsync();
    }

    [Fact]
    public async Task BoxNotFoundOnce_AndOneListCutShort_IsNotGone()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        _europe.FailNext(Ask.Counters, A.Error(NucliaErrorKind.NotFound, "No such box."));
        _europe.CutShort();
        var moment = TimeSpan.FromMilliseconds(1);
        await WaitLongAsync(Interval, moment);
        await _console.PollAsync();
        await _console.Clock.PassAsync(Interval - moment);
        (await UntilAsync(restore, progress => progress.Failure is not null)).State.ShouldBe(RestoreState.Arriving);
        await WaitLongAsync(Calm, Calm);
        await UntilAsync(restore, progress => progress is { Failure: null, State: RestoreState.Arriving });
    }

    [Fact]
    public async Task BackupDeletedByOthers_WhileItIsRead_IsKnownFromTheSecondListAndEndsPartial()
    {
        var restore = await RestoreAsync(Exact);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        await UntilAsync(restore, progress => progress.Counters == Partly);
        _europe.Backups = [];
        (await AfterListAsync(restore)).SourceGoneAt.ShouldBeNull("one list may be cut short");
        (await AfterListAsync(restore)).SourceGoneAt.ShouldNotBeNull();

        await WaitLongAsync(Interval, TimeSpan.FromMinutes(6));
        (await UntilAsync(restore, progress => progress.IsEnded)).State.ShouldBe(RestoreState.Partial);
        await ConfirmedAsync(restore);
        await AllEndedAsync();
    }

    [Fact]
    public async Task BackupMissingFromTwoShortLists_ListedAgain_WasNeverGone()
    {
        var restore = await RestoreAsync(Exact);
        Hold(Partly);
        var backups = _europe.Backups;
        _europe.Backups = [];
        await AfterListAsync(restore);
        (await AfterListAsync(restore)).SourceGoneAt.ShouldNotBeNull();
        _europe.Backups = backups;
        (await AfterListAsync(restore)).SourceGoneAt.ShouldBeNull();
    }

    [Fact]
    public async Task DeclaredComplete_ItsBackupDeletedByUs_IsNotPartial()
    {
        var restore = await RestoreAsync(Exact);
        Hold(Partly);
        await _console.Clock.PassAsync(Interval);
        await UntilAsync(restore, progress => progress.Counters == Partly);
        await _console.Clock.WaiterAsync(Interval, Interval);
        await _console.Get<OperationDecisions>()
            .ConfirmContentAsync(A.Person(A.Operator), restore.Id, "I compared it.", RunningConsole.Cancellation);
        await _console.Clock.PassAsync(Interval);
        await AllEndedAsync();

        _europe.Backups = [];
        for (var list = 0; list < 2; list++)
        {
            _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await _console.PollAsync();
            await _console.Get<RestoreWatchers>().OpenAsync(restore, RunningConsole.Cancellation);
            await AllEndedAsync();
        }

        _console.Get<RestoreStore>().Current.Find(restore.Id)!.SourceGoneAt.ShouldBeNull();
    }

    [Fact]
    public async Task ZoneLeavesTheAccount_Restore_IsHeldSaysSoAndGoesOnWhenItIsBack()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        _europe.IsListed = false;
        for (var poll = 0; poll < 2; poll++)
            await _console.PollAccountAsync();
        await _console.Clock.PassAsync(Interval);
        var held = await UntilAsync(restore, progress => progress.Failure is not null);
        held.State.ShouldBe(RestoreState.Arriving);
        held.Failure!.Detail.ShouldBe("The account no longer lists this zone.");

        _europe.IsListed = true;
        await _console.PollAccountAsync();
        await WaitLongAsync(Calm, Calm);
        await UntilAsync(restore, progress => progress.Failure is null);
    }

    [Fact]
    public async Task CountersFail_Restore_ConcludesNothing()
    {
        var restore = await RestoreAsync(Exact);
        await UntilAsync(restore, progress => progress.AsOf is not null);
        _europe.Fail(Ask.Counters, A.Error());
        await WaitLongAsync(Interval, TimeSpan.FromHours(1));
        (await UntilAsync(restore, progress => progress.Failure is not null)).State.ShouldBe(RestoreState.Arriving);
    }

    private void Use(RunningConsole console)
    {
        _console = console;
        _console.Set("Restores:Interval", Interval.ToString());
        _europe = console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
    }

    private async Task RestartAsync(TimeSpan after, Counters counters, Func<RestoreStore, Task>? before = null)
    {
        if (before is not null)
            await before(_console.Get<RestoreStore>());
        await _console.DisposeAsync();
        Use(new RunningConsole(_storage));
        _europe.With(A.Box("handbook-restored", id: "box-1"));
        Hold(counters);
        _console.Clock.Advance(after);
        await _console.StartAsync();
    }

    private async Task<Operation> RestoreAsync(Baseline? baseline)
    {
        await _console.StartAsync();
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        if (baseline is not null)
            await PutAsync(baseline);
        return await _console.EndedAsync(await _console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("handbook-restored", "Handbook", []), RunningConsole.Cancellation));
    }

    private Task PutAsync(Baseline baseline) => _console.Get<FingerprintStore>().PutAsync("europe", "b1", _ => new Fingerprint
    {
        Zone = "europe",
        BackupId = "b1",
        KnowledgeBoxId = "kb-handbook",
        Before = baseline.Low,
        After = baseline.High,
        TakenAt = TestClock.Origin,
    });

    private void Hold(Counters counters) => _europe.Counters = _europe.Counters.SetItem("box-1", counters);

    /// <summary>Lets much time pass at once, when the watcher waits this long for its next look.</summary>
    private async Task WaitLongAsync(TimeSpan wait, TimeSpan time)
    {
        await _console.Clock.WaiterAsync(wait, wait);
        _console.Clock.Advance(time);
    }

    /// <summary>A newer list of the zone, and then a look at the restore.</summary>
    private async Task<RestoreProgress> AfterListAsync(Operation restore)
    {
        var moment = TimeSpan.FromMilliseconds(1);
        await WaitLongAsync(Interval, moment);
        await _console.PollAsync();
        var listedAt = _console.Clock.GetUtcNow();
        await _console.Clock.PassAsync(Interval - moment);
        return await UntilAsync(restore, progress => progress.AsOf > listedAt);
    }

    private async Task<RestoreProgress> UntilAsync(Operation restore, Func<RestoreProgress, bool> condition)
    {
        var restores = await FeedReader.UntilAsync(
            _console.Get<RestoreStore>().Subscribe(), restores => restores.Find(restore.Id) is { } progress && condition(progress));
        return restores.Find(restore.Id)!;
    }

    private async Task<Operation> FoundAsync(Operation restore) =>
        (await _console.Journal.FindAsync(restore.Id, RunningConsole.Cancellation))!;

    private Task<Operation> ConfirmedAsync(Operation restore) =>
        _console.OperationAsync(restore.Id, operation => operation.ConfirmedAt is not null);

    private Task AllEndedAsync() => _console.Get<RestoreWatchers>().IdleAsync().WaitAsync(TestSignal.Patience, RunningConsole.Cancellation);

    private Task<RequestResult> DeleteAsync() =>
        _console.Operations.DeleteAsync(A.Person(A.Operator), "europe", "b1", "handbook", RunningConsole.Cancellation);
}
