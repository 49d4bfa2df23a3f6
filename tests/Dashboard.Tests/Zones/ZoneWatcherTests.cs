using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>One watcher alone: if anything waits on the clock, it is the watcher.</summary>
public sealed class ZoneWatcherTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly TestLog _log = new();
    private readonly PollingOptions _options = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TestMeters _meters = new();
    private readonly FakeNuclia _nuclia;
    private readonly FakeZone _europe;
    private readonly ZoneWatcher _watcher;
    private Task _loop = Task.CompletedTask;

    public ZoneWatcherTests()
    {
        _nuclia = new FakeNuclia(_clock);
        _europe = _nuclia.AddZone("europe");
        _watcher = new ZoneWatcher(
            _europe.Zone, _nuclia, _options, new PollDurations(_meters), () => { }, _clock, _log.CreateLogger("Watcher"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.WaitAsync(TestSignal.Patience);
        _stop.Dispose();
        _meters.Dispose();
        _log.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task BackupInProgress_NextLook_IsQuick()
    {
        _europe.With(A.Running());
        using var subscription = _watcher.Subscribe();
        await NextLookIsAfterAsync(_options.QuickInterval);
    }

    [Fact]
    public async Task SomebodyWatches_NextLook_IsCalm()
    {
        _europe.With(A.Backup());
        using var subscription = _watcher.Subscribe();
        await NextLookIsAfterAsync(_options.CalmInterval);
    }

    [Fact]
    public async Task NobodyWatches_NextLook_IsSlow()
    {
        _europe.With(A.Running(started: TestClock.Origin - _options.StalledAfter * 2));
        await NextLookIsAfterAsync(_options.SlowInterval);
    }

    [Fact]
    public async Task FailuresInARow_Waits_DoubleUpToTheSlowInterval()
    {
        _europe.FailAll(A.Error());
        foreach (var seconds in new[] { 4, 8, 16, 32, 60, 60 })
            await NextLookIsAfterAsync(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task FailuresInARow_SomebodyWatches_DoubleUpToTheCalmInterval()
    {
        _europe.FailAll(A.Error());
        using var subscription = _watcher.Subscribe();
        foreach (var seconds in new[] { 4, 8, 15, 15 })
            await NextLookIsAfterAsync(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task RateLimited_NextLook_IsNotBeforeTheMomentAskedFor()
    {
        _europe.Fail(Ask.Backups, A.Error(NucliaErrorKind.RateLimited) with { RetryAt = TestClock.Origin.AddMinutes(3) });
        Run();
        await _clock.PassAsync(TimeSpan.FromMinutes(3));
        await _europe.CalledAsync(Ask.Backups, 2);
    }

    [Fact]
    public async Task SomebodyComes_PictureIsOld_LooksAtOnce()
    {
        Run();
        await WaiterAroundAsync(_options.SlowInterval);
        _clock.Advance(_options.QuickInterval);
        using (_watcher.Subscribe())
            _europe.Calls(Ask.Backups).ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        using (_watcher.Subscribe())
            await _europe.CalledAsync(Ask.Backups, 2);
    }

    [Fact]
    public async Task Nudged_WhileWaiting_LooksAtOnce()
    {
        Run();
        await WaiterAroundAsync(_options.SlowInterval);
        _watcher.Nudge();
        _watcher.Nudge();
        await _europe.CalledAsync(Ask.Backups, 2);
        await WaiterAroundAsync(_options.SlowInterval);
        _europe.Calls(Ask.Backups).ShouldBe(2);
    }

    [Fact]
    public async Task Nudged_WhileLooking_LooksAgainAfterwards()
    {
        _europe.Hold(Ask.Backups);
        Run();
        await _europe.CalledAsync(Ask.Backups, 1);
        _watcher.Nudge();
        _europe.Release(Ask.Backups);
        await _europe.CalledAsync(Ask.Backups, 2);
    }

    [Fact]
    public async Task ZoneFails_Snapshot_KeepsContentWithAgeAndReason()
    {
        _europe.With(A.Box()).With(A.Backup());
        Run();
        await PollAsync();
        var good = _watcher.Current;

        _clock.Advance(TimeSpan.FromSeconds(5));
        _europe.FailAll(A.Error(NucliaErrorKind.Unavailable, "Bad gateway."));
        await PollAsync();
        var failed = _watcher.Current;
        failed.Backups.Keys.ShouldBe(["b1"]);
        failed.KnowledgeBoxes.Keys.ShouldBe(["kb-handbook"]);
        failed.AsOf.ShouldBe(good.AsOf);
        failed.Failure!.Error.Detail.ShouldBe("Bad gateway.");
        failed.Failure.Since.ShouldBe(TestClock.Origin.AddSeconds(5));
        failed.Version.ShouldBe(good.Version + 1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await PollAsync();
        _watcher.Current.Failure!.Since.ShouldBe(TestClock.Origin.AddSeconds(5));
    }

    [Fact]
    public async Task ZoneRecovers_Snapshot_HasNoFailureAndWaitsAreShortAgain()
    {
        _europe.FailAll(A.Error());
        Run();
        await PollAsync();
        _europe.Recover();
        _europe.With(A.Backup());
        await PollAsync();
        _watcher.Current.Failure.ShouldBeNull();
        _watcher.Current.Backups.Keys.ShouldBe(["b1"]);

        _europe.FailAll(A.Error());
        await PollAsync();
        await WaiterAroundAsync(_options.QuickInterval * 2);
    }

    [Fact]
    public async Task AgentsFail_Backups_AreReadAllTheSame()
    {
        _europe.With(A.Box()).Agents = [A.Box("agent")];
        Run();
        await PollAsync();
        var listed = _watcher.Current.BoxesAsOf;
        _clock.Advance(TimeSpan.FromSeconds(5));
        _europe.Fail(Ask.Agents, A.Error());
        _europe.With(A.Backup());
        await PollAsync();

        _watcher.Current.Backups.Keys.ShouldBe(["b1"]);
        _watcher.Current.Index.Slugs.ShouldBe(["agent", "handbook"], ignoreOrder: true);
        _watcher.Current.BoxesAsOf.ShouldBe(listed);
        _watcher.Current.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task FreshLook_WhileOneIsUnderWay_WaitsForTheNext()
    {
        _europe.Hold(Ask.Backups);
        Run();
        await _europe.CalledAsync(Ask.Backups, 1);
        var fresh = PollAsync();
        _europe.Release(Ask.Backups);
        await fresh;
        _europe.Calls(Ask.Backups).ShouldBe(2);
    }

    [Fact]
    public async Task FreshLook_Cancelled_Throws()
    {
        _europe.Hold(Ask.Backups);
        Run();
        using var cancellationToken = new CancellationTokenSource();
        var fresh = _watcher.PollNowAsync(cancellationToken.Token);
        await cancellationToken.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fresh);
    }

    [Fact]
    public async Task Stopped_WhileSomebodyWaitsForALook_EndsTheWait()
    {
        _europe.Hold(Ask.Backups);
        Run();
        await _europe.CalledAsync(Ask.Backups, 1);
        var fresh = PollAsync();
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fresh);
    }

    [Fact]
    public async Task Stopped_DuringTheLookThatSomebodyWaitsFor_EndsTheWait()
    {
        var fresh = PollAsync();
        _europe.Hold(Ask.Backups);
        Run();
        await _europe.CalledAsync(Ask.Backups, 1);
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fresh);
    }

    [Fact]
    public async Task Look_Throws_IsLoggedAndTriedAgain()
    {
        _log.ErrorsAreExpected = true;
        _nuclia.Zones = [];
        Run();
        await WaiterAroundAsync(_options.SlowInterval);
        _log.Errors.ShouldHaveSingleItem().ShouldContain("Watcher of zone europe");

        _nuclia.Zones = [_europe];
        await PollAsync();
        _watcher.Current.IsLoaded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "ok")]
    [InlineData(NucliaErrorKind.TimedOut, "timed_out")]
    public async Task Look_Ends_IsMeasuredWithItsOutcome(NucliaErrorKind? failure, string outcome)
    {
        if (failure is { } kind)
            _europe.Fail(Ask.Agents, A.Error(kind));
        _europe.Hold(Ask.Backups);
        Run();
        await _europe.CalledAsync(Ask.Backups, 1);
        _clock.Advance(TimeSpan.FromSeconds(7));
        _europe.Release(Ask.Backups);
        await WaiterAroundAsync(failure is null ? _options.SlowInterval : _options.QuickInterval * 2);
        _meters.Recorded("backup.zone.poll.duration").ShouldBe([$"7 outcome={outcome} zone=europe"]);
    }

    private void Run() => _loop = Task.Run(() => _watcher.RunAsync(_stop.Token));

    private Task PollAsync() => _watcher.PollNowAsync(CancellationToken.None).WaitAsync(TestSignal.Patience);

    private Task WaiterAroundAsync(TimeSpan interval) => _clock.WaiterAsync(interval * 0.9, interval * 1.1);

    private async Task NextLookIsAfterAsync(TimeSpan interval)
    {
        if (_loop.IsCompleted)
            Run();
        await _clock.WaiterAsync(interval * 0.9, interval * 1.1);
        var looks = _europe.Calls(Ask.Backups);
        _clock.Waiting().ShouldHaveSingleItem();
        await _clock.PassAsync(interval * 0.9, interval * 1.1);
        await _europe.CalledAsync(Ask.Backups, looks + 1);
    }
}
