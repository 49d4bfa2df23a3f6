using BackupDashboard.Live;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Restores;

/// <summary>Follows one restored knowledge box through its counters, until they are quiet.</summary>
public sealed class RestoreWatcher(
    ZoneWatchers zones, string zone, string knowledgeBoxId, INucliaReader nuclia, RestoresOptions options, TimeProvider time, ILogger logger) : Watcher(time, logger)
{
    private static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(15);
    private readonly Feed<RestoreProgress, RestoreProgress> _feed = new(new RestoreProgress(), time);

    public RestoreProgress Current => _feed.Current;

    protected override TimeSpan AfterMistake => CalmInterval;

    public Subscription<RestoreProgress, RestoreProgress> Subscribe() => _feed.Subscribe();

    public override string ToString() => $"Watcher of restored knowledge box {knowledgeBoxId}";

    protected override async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        if (zones.Find(zone)?.Zone is not { } found)
            return CalmInterval;

        var result = await nuclia.GetCountersAsync(found, knowledgeBoxId, cancellation);
        var now = Time.GetUtcNow();
        if (result.Error is { } error)
        {
            _feed.Update(current => (current with { Failure = error }, []));
            return CalmInterval;
        }

        var progress = _feed.Update(current => (current.After(result.Value, now, options.QuietAfter), []));
        if (progress.IsQuiet)
            return Timeout.InfiniteTimeSpan;
        return now - progress.MovedAt < CalmInterval ? options.Interval : CalmInterval;
    }
}
