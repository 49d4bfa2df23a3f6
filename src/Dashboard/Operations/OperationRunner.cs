namespace BackupDashboard.Operations;

/// <summary>Takes operations off the queue. They run with the host's token: closing a page ends nothing.</summary>
internal sealed class OperationRunner(OperationQueue queue, OperationExecutor executor, ILogger<OperationRunner> logger) : BackgroundService
{
    /// <summary>High, because an operation in doubt or in a waiting line keeps its place while it waits.</summary>
    private const int MaximumAtOnce = 64;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaximumAtOnce, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(queue.ReadAllAsync(stoppingToken), parallel, RunAsync);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.RunnerStopped(logger);
        }
    }

    private async ValueTask RunAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await executor.RunAsync(id, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Log.Interrupted(logger, id);
        }
        catch (Exception exception)
        {
            // A mistake of ours in one operation must not stop the others.
            Log.OperationThrew(logger, exception, id);
            await executor.RecoverAsync(id, cancellation);
        }
    }
}
