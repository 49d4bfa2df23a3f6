using BackupDashboard.Live;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Restores;

/// <summary>Follows one restored knowledge box through its counters, until they are quiet.</summary>
public sealed class RestoreWatcher(
    Zone zone, string knowledgeBoxId, INucliaReader nuclia, RestoresOptions options, TimeProvider time, ILogger logger) : Watcher(time, logger)
{
    private static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(15);
    private readonly Feed<RestoreProgress, RestoreProgress> _feed = new(new RestoreProgress(), time);

    public RestoreProgress Current => _feed.Current;

    protected override TimeSpan AfterMistake => CalmInterval;

    public Subscription<RestoreProgress, RestoreProgress> Subscribe() => _feed.Subscribe();

    public override string ToString() => $"Watcher of restored knowledge box {knowledgeBoxId}";

    protected override async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        var result = await nuclia.GetCountersAsync(zone, knowledgeBoxId, cancellation);
        var now = Time.GetUtcNow();
        if (result.Error is { } error)
        {
            _feed.Update(current => (current with { Failure = error }, []));
            return CalmInterval;
        }

        var progress = _feed.Update(current => (current.After(result.Value!, now, options.QuietAfter), []));
        if (progress.IsQuiet)
            return Timeout.InfiniteTimeSpan;
        return now - progress.MovedAt < CalmInterval ? options.Interval : CalmInterval;
    }
}
