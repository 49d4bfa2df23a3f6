using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Fingerprints;

/// <summary>Which boxes are counted for which backups, over the real journal and the real watchers.</summary>
[StorageSuite]
public sealed class FingerprintTakerTests : IAsyncLifetime
{
    private static readonly Counters Changed = A.Counters with { Resources = 130, Sentences = 9000 };
    private readonly TestStorage _storage = new();
    private RunningConsole _console = null!;
    private FakeZone _europe = null!;

    public FingerprintTakerTests() => Use(new RunningConsole(_storage));

    private FingerprintsSnapshot Fingerprints => _console.Get<FingerprintStore>().Current;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _storage.Dispose();
    }

    [Theory]
    [InlineData(false, BaselineKind.Exact)]
    [InlineData(true, BaselineKind.Band)]
    public async Task BackupStartedHere_Finished_IsCountedBeforeAndAfter(bool changes, BaselineKind kind)
    {
        await _console.StartAsync();
        var id = await StartBackupAsync();
        await TakeAsync();
        Fingerprints.Find("europe", id)!.Baseline.Kind.ShouldBe(BaselineKind.Early);

        if (changes)
            _europe.Counters = _europe.Counters.SetItem("kb-handbook", Changed);
        _europe.Finish(id, Now);
        await TakeAsync();
        var taken = Fingerprints.Find("europe", id).ShouldNotBeNull();
        taken.Baseline.Kind.ShouldBe(kind);
        taken.Before.ShouldBe(A.Counters);
        taken.After.ShouldBe(changes ? Changed : A.Counters);
        taken.IsLate.ShouldBeFalse();
        taken.KnowledgeBoxId.ShouldBe("kb-handbook");
        (await CountAgainAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task BackupStartedElsewhere_SeenFinished_IsCountedOnceAndLate()
    {
        _europe.With(A.Running());
        await _console.StartAsync();
        await TakeAsync();
        Fingerprints.Count.ShouldBe(0);
        _europe.Finish("b1", Now);
        await TakeAsync();
        var taken = Fingerprints.Find("europe", "b1").ShouldNotBeNull();
        taken.IsLate.ShouldBeTrue();
        taken.Baseline.Kind.ShouldBe(BaselineKind.Late);
        taken.Baseline.Low.ShouldBe(A.Counters);
    }

    [Fact]
    public async Task ManyOldBackups_FirstStart_AreNotCounted()
    {
        _europe.With([.. Enumerable.Range(0, 5000).Select(number => A.Backup($"old-{number}"))]);
        _europe.With(A.Backup("new", started: Now.AddMinutes(-30)));
        await _console.StartAsync();
        await TakeAsync();
        Fingerprints.Count.ShouldBe(1);
        _europe.Calls(Ask.Counters).ShouldBe(1);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(60.01, false)]
    [InlineData(-5, true)]
    [InlineData(-5.01, false)]
    public void Due_ByTheTimeSinceItFinished_IsCounted(double minutes, bool due)
    {
        var backup = A.LiveBackup() with { FinishedAt = TestClock.Origin.AddMinutes(-minutes) };
        FingerprintTaker.Due(
            A.Snapshot(backup) with { BoxesAsOf = null }, FingerprintsSnapshot.Empty, TestClock.Origin,
            TimeSpan.FromHours(1)).Any().ShouldBe(due);
    }

    [Fact]
    public async Task BoxIsGone_BackupFinishes_NothingIsAsked()
    {
        _europe.With(A.Running());
        _europe.Boxes = [];
        await _console.StartAsync();
        _europe.Finish("b1", Now);
        await TakeAsync();
        Fingerprints.Count.ShouldBe(0);
        _europe.Calls(Ask.Counters).ShouldBe(0);
    }

    [Fact]
    public async Task CountFails_LaterLook_TriesAgainWhileThereIsTime()
    {
        _europe.With(A.Running());
        await _console.StartAsync();
        _europe.Fail(Ask.Counters, A.Error());
        _europe.Finish("b1", Now);
        await TakeAsync();
        await TakeAsync();
        Fingerprints.Count.ShouldBe(0);
        _europe.Calls(Ask.Counters).ShouldBeGreaterThanOrEqualTo(2);

        _console.Clock.Advance(TimeSpan.FromMinutes(61));
        _europe.Recover();
        (await CountAgainAsync()).ShouldBe(0);
        Fingerprints.Count.ShouldBe(0);
    }

    [Fact]
    public async Task CountFailedOnce_LaterLook_IsTaken()
    {
        _europe.With(A.Running());
        await _console.StartAsync();
        _europe.FailNext(Ask.Counters, A.Error());
        _europe.Finish("b1", Now);
        await TakeAsync();
        await TakeAsync();
        Fingerprints.Find("europe", "b1")!.After.ShouldBe(A.Counters);
    }

    [Fact]
    public async Task Restarted_WhileABackupRuns_HasBothCounts()
    {
        await _console.StartAsync();
        var id = await StartBackupAsync();
        await RestartAsync();
        _europe.With(A.Running(id, started: TestClock.Origin));
        await _console.StartAsync();
        _europe.Finish(id, Now);
        await TakeAsync();
        Fingerprints.Find("europe", id)!.Baseline.Kind.ShouldBe(BaselineKind.Exact);

        await RestartAsync();
        await _console.StartAsync();
        Fingerprints.Find("europe", id)!.Baseline.ShouldBe(Baseline.Of(A.Counters, A.Counters));
    }

    [Fact]
    public async Task CountedBeforeTheJournalKnewIt_LaterLook_AddsTheEarlierCount()
    {
        await _console.StartAsync();
        await _console.Get<FingerprintStore>().PutAsync("europe", "backup-1", _ => New("backup-1"));
        var id = await StartBackupAsync();
        id.ShouldBe("backup-1");
        await TakeAsync();
        var taken = Fingerprints.Find("europe", id)!;
        taken.Baseline.ShouldBe(Baseline.Of(A.Counters, Changed));
        taken.IsLate.ShouldBeFalse();
    }

    [Fact]
    public async Task TwoBackupsOfOneBox_Finished_AreOneCall()
    {
        _europe.With(A.Running("b1"), A.Running("b2"));
        await _console.StartAsync();
        _europe.Finish("b1", Now);
        _europe.Finish("b2", Now);
        await TakeAsync();
        Fingerprints.Count.ShouldBe(2);
        _europe.Calls(Ask.Counters).ShouldBe(1);
    }

    [Fact]
    public async Task ManyBoxesFinish_InOneLook_AreAFewCallsAtOnceAndHoldUpNoOtherZone()
    {
        foreach (var number in Enumerable.Range(0, 30))
            _europe.With(A.Box($"box-{number}")).With(A.Backup($"b-{number}", $"box-{number}", Now.AddMinutes(-20)));
        _europe.Hold(Ask.Counters);
        _console.Nuclia.AddZone("america").With(A.Box()).With(A.Backup("b-a", started: Now.AddMinutes(-20)));
        await _console.StartAsync();
        await FeedReader.UntilAsync(_console.Get<FingerprintStore>().Subscribe(), taken => taken.Find("america", "b-a") is not null);
        await _europe.CalledAsync(Ask.Counters, 4);
        _europe.Calls(Ask.Counters).ShouldBe(4);
        _europe.Release(Ask.Counters);
        await FeedReader.UntilAsync(_console.Get<FingerprintStore>().Subscribe(), taken => taken.Count == 31);
    }

    private DateTimeOffset Now => _console.Clock.GetUtcNow();

    private static Fingerprint New(string id) =>
        new()
        {
            Zone = "europe",
            BackupId = id,
            KnowledgeBoxId = "kb-handbook",
            After = Changed,
            TakenAt = TestClock.Origin,
            IsLate = true
        };

    private void Use(RunningConsole console)
    {
        _console = console;
        _europe = console.Nuclia.AddZone("europe").With(A.Box());
    }

    private async Task RestartAsync()
    {
        await _console.DisposeAsync();
        Use(new RunningConsole(_storage));
    }

    /// <summary>Has the zone looked at, and then what it shows.</summary>
    private async Task TakeAsync()
    {
        await _console.PollAsync();
        var version = _console.Zone("europe").Current.Version;
        var taker = _console.Get<FingerprintTaker>();
        while (true)
        {
            var changed = taker.Changed;
            if (taker.TakenOf("europe") >= version)
                return;

            await changed.WaitAsync(TestSignal.Patience, RunningConsole.Cancellation);
        }
    }

    /// <summary>How many calls one more look leads to.</summary>
    private async Task<int> CountAgainAsync()
    {
        var before = _europe.Calls(Ask.Counters);
        await TakeAsync();
        return _europe.Calls(Ask.Counters) - before;
    }

    private Task<RequestResult> RequestAsync() =>
        _console.Operations.StartAsync(A.Person(A.Operator), "europe", "kb-handbook", false, RunningConsole.Cancellation);

    private async Task<string> StartBackupAsync() => (await _console.EndedAsync(await RequestAsync())).UpstreamId!;
}
