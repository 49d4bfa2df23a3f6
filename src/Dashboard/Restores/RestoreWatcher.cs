using BackupDashboard.Live;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;

namespace BackupDashboard.Restores;

/// <summary>Follows one restored knowledge box through its counters, until they are quiet.</summary>
public sealed class RestoreWatcher(
    ZoneWatchers zones, Journal journal, Operation restore, INucliaReader nuclia, RestoresOptions options, TimeProvider time, ILogger logger) : Watcher(time, logger)
{
    private static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(15);
    private readonly Feed<RestoreProgress, RestoreProgress> _feed = new(new RestoreProgress(), time);

    public RestoreProgress Current => _feed.Current;

    protected override TimeSpan AfterMistake => CalmInterval;

    /// <summary>Somebody looks: a box that had gone quiet is looked at again.</summary>
    public Subscription<RestoreProgress, RestoreProgress> Subscribe()
    {
        if (Current.IsQuiet)
            Nudge();
        return _feed.Subscribe();
    }

    public override string ToString() => $"Watcher of restored knowledge box {restore.UpstreamId}";

    protected override async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        if (zones.Find(restore.Zone)?.Zone is not { } found)
            return CalmInterval;

        var result = await nuclia.GetCountersAsync(found, restore.UpstreamId!, cancellation);
        var now = Time.GetUtcNow();
        if (result.Error is { } error)
        {
            var isGone = error.Kind is NucliaErrorKind.NotFound;
            _feed.Update(current => (current with { Failure = error, IsQuiet = isGone }, []));
            return isGone ? await EndAsync(now, cancellation) : CalmInterval;
        }

        var progress = _feed.Update(current => (current.After(result.Value, now, options.QuietAfter), []));
        if (progress.IsQuiet)
            return await EndAsync(now, cancellation);
        return now - progress.MovedAt < CalmInterval ? options.Interval : CalmInterval;
    }

    /// <summary>Nothing arrives any more, as far as is known; from here on only a nudge leads to a look.</summary>
    private async Task<TimeSpan> EndAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await journal.TryUpdateAsync(restore.Id, operation => operation.IsArriving ? operation with { ConfirmedAt = now } : null, cancellation);
        return Timeout.InfiniteTimeSpan;
    }
}
