using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Restores;

/// <summary>
/// Runs a watcher for every restore whose content may still be arriving, whoever requested it and whether or not a page is open.
/// </summary>
public sealed class RestoreWatchers(
    OperationJournal journal, ZoneMonitor zones, RestoreProbe probe, RestoreStore store, IOptions<RestoresOptions> options,
    TimeProvider time,
    ILogger<RestoreWatchers> logger)
    : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (RestoreWatcher Watcher, Task Loop)> _running = [];
    private readonly CancellationTokenSource _stopped = new();

    public int Running
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    /// <summary>Completes when every current watcher has ended.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
            return Task.WhenAll(_running.Values.Select(running => running.Loop));
    }

    /// <summary>
    /// Someone opens the page of a restore: its progress is loaded, and it is polled once more, unless its end is proved.
    /// </summary>
    public async Task OpenAsync(Operation restore, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(restore.Id, cancellationToken) is { State: RestoreState.ContentComplete })
                return;
        }
        catch (StorageException exception)
        {
            Log.ProgressNotRead(logger, exception, restore.Id);
        }

        Look(restore);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = journal.Subscribe();
        try
        {
            await zones.AccountIsKnownAsync(stoppingToken);
            StartMissing(journal.Current);
            await foreach (var batch in subscription.ReadAllAsync(stoppingToken))
                StartMissing(batch.Snapshot);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await StopWatchersAsync();
        }
    }

    private void StartMissing(JournalSnapshot journal)
    {
        foreach (var restore in journal.Operations.Values.Where(operation => operation is { IsArriving: true, UpstreamId: not null }))
        {
            lock (_gate)
                StartUnlessRunning(restore);
        }
    }

    private void Look(Operation restore)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(restore.Id, out var running))
                running.Watcher.Nudge();
            else
                StartUnlessRunning(restore);
        }
    }

    private void StartUnlessRunning(Operation restore)
    {
        if (_stopped.IsCancellationRequested || _running.ContainsKey(restore.Id))
            return;

        var watcher = new RestoreWatcher(restore, probe, journal, options.Value, time, logger);
        _running[restore.Id] = (watcher, Task.Run(() => RunAsync(restore.Id, watcher), CancellationToken.None));
    }

    private async Task RunAsync(Guid id, RestoreWatcher watcher)
    {
        await watcher.RunUntilDoneAsync(_stopped.Token);
        lock (_gate)
        {
            _running.Remove(id);
            probe.Forget(id);
        }
    }

    private async Task StopWatchersAsync()
    {
        await _stopped.CancelAsync();
        await IdleAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        _stopped.Dispose();
    }
}
