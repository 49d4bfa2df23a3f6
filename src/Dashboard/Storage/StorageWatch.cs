using Microsoft.Extensions.Options;

namespace BackupDashboard.Storage;

/// <summary>Notified after every check of the storage.</summary>
internal interface IStorageReader
{
    /// <param name="problem">Null while it can be used.</param>
    Task ReadAsync(StorageException? problem, CancellationToken cancellationToken);
}

internal sealed class StorageWatch(
    StorageProbe probe, IEnumerable<IWriteLater> later, IEnumerable<IStorageReader> readers, IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<StorageWatch> logger) : BackgroundService
{
    private bool _wasUsable = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PollAsync(stoppingToken);
                await Task.Delay(options.Value.CheckInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
        }

        if (await WriteAsync() is > 0 and var lost)
            Log.Lost(logger, lost);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var problem = await probe.TryAsync(cancellationToken);
        if (_wasUsable && problem is not null)
            Log.Unusable(logger, problem, problem.Message);
        else if (!_wasUsable && problem is null)
            Log.UsableAgain(logger);
        _wasUsable = problem is null;
        foreach (var reader in readers)
            await reader.ReadAsync(problem, cancellationToken);
        if (problem is null)
            await WriteAsync();
    }

    private async Task<int> WriteAsync()
    {
        var unwritten = 0;
        foreach (var one in later)
            unwritten += await one.WriteAsync();
        return unwritten;
    }
}
