using BackupDashboard.Feeds;
using BackupDashboard.Journal;

namespace BackupDashboard.Restores;

// Polls one restored box until its content is known, or declared, to be complete.
internal sealed class RestoreWatcher(
    Operation restore, RestoreProbe probe, OperationJournal journal, RestoresOptions options, TimeProvider time, ILogger logger)
    : Watcher(time, logger)
{
    internal static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(15);

    internal static readonly TimeSpan SlowInterval = TimeSpan.FromMinutes(1);

    private CancellationTokenSource? _done;

    protected override TimeSpan AfterError => CalmInterval;

    public async Task RunUntilDoneAsync(CancellationToken cancellationToken)
    {
        using var done = _done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await RunAsync(done.Token);
    }

    public override string ToString() => $"Watcher of restored knowledge box {restore.UpstreamId}";

    protected override async Task<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        if (await probe.PollAsync(restore, cancellationToken) is not { } progress)
            return CalmInterval;

        if (journal.Current.Find(restore.Id) is not { IsArriving: true })
        {
            await _done!.CancelAsync();
            return Timeout.InfiniteTimeSpan;
        }

        if (progress.State is RestoreState.Stalled or RestoreState.StillEmpty or RestoreState.Grown)
            return SlowInterval;

        // The cloud may not yet know a box whose restore it has just accepted: that failure passes within a moment.
        var now = Time.GetUtcNow();
        return progress.Failure is null ? now - progress.MovedAt < CalmInterval ? options.Interval : CalmInterval
            : progress.Counters is null && now - progress.AcceptedAt < CalmInterval ? options.Interval
            : CalmInterval;
    }
}
