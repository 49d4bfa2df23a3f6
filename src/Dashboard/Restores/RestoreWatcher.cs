using BackupDashboard.Feeds;
using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Restores;

/// <summary>Looks at one restored box again and again, until its content is known to be there or somebody has said so.</summary>
internal sealed class RestoreWatcher(Operation restore, RestoreProbe looks, OperationJournal journal, RestoresOptions options, TimeProvider time, ILogger logger)
    : Watcher(time, logger)
{
    /// <summary>While nothing moves.</summary>
    internal static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(15);

    /// <summary>While nothing has moved for so long that nothing is expected.</summary>
    internal static readonly TimeSpan SlowInterval = TimeSpan.FromMinutes(1);

    private CancellationTokenSource? _done;

    protected override TimeSpan AfterError => CalmInterval;

    /// <summary>Completes when there is nothing more to look for, too.</summary>
    public async Task RunUntilDoneAsync(CancellationToken cancellationToken)
    {
        using var done = _done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await RunAsync(done.Token);
    }

    public override string ToString() => $"Watcher of restored knowledge box {restore.UpstreamId}";

    protected override async Task<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        if (await looks.PollAsync(restore, cancellationToken) is not { } progress)
            return CalmInterval;

        if (journal.Current.Find(restore.Id) is not { IsArriving: true })
        {
            await _done!.CancelAsync();
            return Timeout.InfiniteTimeSpan;
        }

        if (progress.State is RestoreState.Stalled or RestoreState.StillEmpty or RestoreState.Grown)
            return SlowInterval;

        // The cloud may not know a box yet whose restore it has just accepted: that failure passes within a moment.
        var now = Time.GetUtcNow();
        return progress.Failure is null ? now - progress.MovedAt < CalmInterval ? options.Interval : CalmInterval
            : progress.Counters is null && now - progress.AcceptedAt < CalmInterval ? options.Interval
            : CalmInterval;
    }
}
