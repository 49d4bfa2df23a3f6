using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Platform;

namespace BackupDashboard.Zones;

/// <summary>Polls one zone and keeps its snapshot. Only this class writes to the feed.</summary>
public sealed class ZoneWatcher(
    Zone zone, INucliaReader nuclia, PollingOptions options, PollDurations durations, Action tokenAccepted, TimeProvider time,
        ILogger logger)
    : Watcher(time, logger)
{
    private readonly Feed<ZoneSnapshot, Backup> _feed = new(new ZoneSnapshot(zone), time);
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
    public Subscription<ZoneSnapshot, Backup> Subscribe(Lens<ZoneSnapshot, Backup>? lens = null)
    {
        var subscription = _feed.Subscribe(lens);
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

        // One after the other: a breaker that has just let one call through again would refuse a second beside it.
        var backups = await nuclia.ListBackupsAsync(Zone, cancellationToken);
        var boxes = await ListBoxesAsync(cancellationToken);

        backups.TryGet(out var items, out var failure);
        var poll = new PollResult(Time.GetUtcNow(), items, boxes.Boxes, failure ?? boxes.Failure)
        {
            BackupsLeftOut = items?.LeftOut ?? LeftOut.None,
            BoxesLeftOut = boxes.LeftOut,
        };
        LogLeftOut(poll);
        durations.Record(Zone.Slug, Time.GetElapsedTime(start), poll.Failure);
        _feed.Update(current => current.GoneSince is null ? SnapshotBuilder.Next(current, poll, options.StalledAfter) : (current, []));
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
        var boxes = await nuclia.ListKnowledgeBoxesAsync(Zone, KnowledgeBoxMode.Kb, cancellationToken);
        if (boxes.Error is not null)
            return (null, LeftOut.None, boxes.Error);

        var agents = await nuclia.ListKnowledgeBoxesAsync(Zone, KnowledgeBoxMode.Agents, cancellationToken);
        return agents.Error is not null
            ? (null, LeftOut.None, agents.Error)
            : (
                [.. Boxes(boxes.Value, isAgent: false), .. Boxes(agents.Value, isAgent: true)],
                boxes.Value.LeftOut.And(agents.Value.LeftOut), null);
    }

    private static IEnumerable<KnowledgeBox> Boxes(IEnumerable<KnowledgeBoxItem> items, bool isAgent) =>
        items.Select(item => new KnowledgeBox(item.Id, item.Slug, item.Title, isAgent));
}
