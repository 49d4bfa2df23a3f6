using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Platform;
using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

/// <summary>Polls one zone and keeps its snapshot. Only this class writes to the feed.</summary>
public sealed class ZoneWatcher(
    Zone zone, INucliaReader nuclia, PollingOptions options, PollDurations durations, Action tokenAccepted, TimeProvider time,
        ILogger logger)
    : Watcher(time, logger)
{
    private readonly Feed<ZoneSnapshot, Backup> _feed =
        new(new ZoneSnapshot(zone), time) { IsQuiet = (before, next) => next.HasSameContent(before) };

    // A date that cannot be true yet may become so.
    private readonly ListMemory<BackupItem> _backups = new(
        item => PlausibleTime.AreKnown(item.StartedAt, item.FinishedAt, time.GetUtcNow()));
    private readonly BoxLists _boxes = new();

    // The backups that the memory describes; null while that is not certain.
    private BackupSet? _remembered;
    private ITimer? _sooner;
    private int _failures;
    private int _leftOut;

    public Zone Zone { get; } = zone;

    public ZoneSnapshot Current => _feed.Current;

    public int Subscribers => _feed.Subscribers;

    /// <summary>The account no longer lists the zone: it is not polled, and this is its last snapshot.</summary>
    public bool IsGone => Current.GoneSince is not null;

    protected override TimeSpan AfterError => options.SlowInterval;

    protected override bool MayHurry => !(Current.Failure?.Error.RetryAt > Time.GetUtcNow());

    /// <summary>Polls the zone immediately, unless it was polled a moment ago.</summary>
    /// <param name="hearsEveryPoll">Also of those that found nothing new.</param>
    public Subscription<ZoneSnapshot, Backup> Subscribe(Lens<ZoneSnapshot, Backup>? lens = null, bool hearsEveryPoll = false)
    {
        var subscription = _feed.Subscribe(lens, isAlwaysTold: hearsEveryPoll);
        var now = Time.GetUtcNow();
        if (now - Current.PolledAt > options.QuickInterval)
            Nudge();
        else if (Subscribers == 1)
            NudgeAfter(options.CalmInterval);
        return subscription;
    }

    /// <summary>Follows every poll without causing any.</summary>
    public Subscription<ZoneSnapshot, Backup> Observe() => _feed.Subscribe(isObserver: true);

    /// <summary>
    /// Marks the snapshot as the last one, whatever a poll under way returns. Subscribers stay, because the zone may come back.
    /// </summary>
    /// <param name="recorded">The inventory of a zone that this watcher has never polled.</param>
    public void Leave(DateTimeOffset at, ZoneSnapshot? recorded = null) => _feed.Update(current => (
        (recorded ?? current) with
        {
            Version = current.Version + 1,
            GoneSince = at,
            Failure = new ZoneFailure(new NucliaError(NucliaErrorKind.NotFound, "The account no longer lists this zone."), at),
        },
        recorded is null ? [] : [new Reset<Backup>()]));

    /// <summary>The account lists the zone again: it may be polled from here on, and the next poll says how it is.</summary>
    public void Return()
    {
        // In this order: a zone that is present while its watcher has stopped raises an alarm.
        Revive();
        _feed.Update(current => (current with { Version = current.Version + 1, GoneSince = null }, []));
    }

    public void Judge(bool seesEveryBox) => _feed.Update(current => current.ListsEveryBox == seesEveryBox
        ? (current, [])
        : (current with { Version = current.Version + 1, ListsEveryBox = seesEveryBox }, []));

    /// <summary>Ends every subscription: it polls no longer.</summary>
    public void Close()
    {
        _feed.Close();
        ForgetNudge();
    }

    public override string ToString() => $"Watcher of zone {Zone.Slug}";

    protected override async Task<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        ForgetNudge();
        using var span = Telemetry.Spans.StartActivity("poll zone")?.SetTag("zone", Zone.Slug);
        var start = Time.GetTimestamp();
        var wasRefused = Current.Failure is { IsTokenRefused: true };

        if (!ReferenceEquals(Current.Backups, _remembered))
            _backups.Forget();
        _remembered = null;

        // One after the other: a breaker that has just let one call through again would refuse a second beside it.
        var backups = await nuclia.ListBackupsAsync(Zone, _backups, cancellationToken);
        var boxes = await ListBoxesAsync(cancellationToken);

        backups.TryGet(out var items, out var failure);
        var poll = new PollResult(Time.GetUtcNow(), items, boxes.Boxes, failure ?? boxes.Failure)
        {
            Update = items?.Update,
            BackupsLeftOut = items?.LeftOut ?? LeftOut.None,
            BoxesLeftOut = boxes.LeftOut,
        };
        LogLeftOut(poll);
        durations.Record(Zone.Slug, Time.GetElapsedTime(start), poll.Failure);
        _feed.Update(current =>
        {
            if (current.GoneSince is not null)
                return (current, []);

            var (next, changes) = SnapshotBuilder.Next(current, poll, options.StalledAfter);
            // An id that is listed twice is more than the memory can describe.
            var isWhole = items is null || next.Backups.Count == (items.Update?.Total ?? items.Count);
            _remembered = isWhole ? next.Backups : null;
            return (next, changes);
        });
        if (wasRefused && poll.Failure is null)
            tokenAccepted();
        return NextInterval(poll.Failure, poll.At);
    }

    // The current wait may have been chosen when no one watched.
    private void NudgeAfter(TimeSpan delay) =>
        Interlocked.Exchange(ref _sooner, Time.CreateTimer(_ => Nudge(), null, delay, Timeout.InfiniteTimeSpan))?.Dispose();

    // After a poll, the wait is chosen for those who watch.
    private void ForgetNudge() => Interlocked.Exchange(ref _sooner, null)?.Dispose();

    private TimeSpan NextInterval(NucliaError? failure, DateTimeOffset now)
    {
        var jitter = Random.Shared.NextDouble();
        if (failure is not null)
        {
            if (_failures++ == 0)
                Log.ZoneFailed(Logger, Zone.Slug, failure.Kind, failure.Detail);
            return Cadence.AfterFailure(options, _failures, Subscribers > 0, failure, now, jitter);
        }

        if (_failures > 0)
            Log.ZoneRecovered(Logger, Zone.Slug);
        _failures = 0;
        return Cadence.Next(options, Current.Index.InProgress > 0, Subscribers > 0, jitter);
    }

    // Once per change: unreadable entries may stay for years.
    private void LogLeftOut(PollResult poll)
    {
        var leftOut = poll.BackupsLeftOut.And(poll.BoxesLeftOut);
        if (poll.Failure is null && leftOut.Count != _leftOut)
            Log.LeftOut(Logger, Zone.Slug, _leftOut = leftOut.Count, leftOut.Problem);
    }

    private async Task<(
        IReadOnlyList<KnowledgeBox>? Boxes, LeftOut LeftOut, NucliaError? Failure)> ListBoxesAsync(CancellationToken cancellationToken)
    {
        var leftOut = LeftOut.None;
        foreach (var mode in Enum.GetValues<KnowledgeBoxMode>())
        {
            var listing = await nuclia.ListKnowledgeBoxesAsync(Zone, mode, _boxes.MemoryOf(mode), cancellationToken);
            if (!listing.TryGet(out var boxes, out var failure))
                return (null, LeftOut.None, failure);

            _boxes.Use(mode, boxes);
            leftOut = leftOut.And(boxes.LeftOut);
        }

        return (_boxes.All, leftOut, null);
    }
}
