using System.Collections.Concurrent;
using BackupDashboard.Live;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Restores;

/// <summary>Starts a watcher for every restore that the cloud has accepted, whoever asked for it and whether or not a page is open.</summary>
public sealed class RestoreWatchers(
    Journal journal, ZoneWatchers zones, INucliaReader nuclia, IOptions<RestoresOptions> options, TimeProvider time, ILogger<RestoreWatcher> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, RestoreWatcher> _watchers = new();
    private readonly Dictionary<Guid, Task> _loops = [];

    /// <summary>Subscribes to the progress of a restore that was accepted. A page may ask before the journal's news has arrived here.</summary>
    public Subscription<RestoreProgress, RestoreProgress> Follow(Operation operation) => WatcherOf(operation).Subscribe();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = journal.Subscribe();
        try
        {
            StartMissing(subscription.Initial, stoppingToken);
            await foreach (var batch in subscription.ReadAllAsync(stoppingToken))
                StartMissing(batch.Snapshot, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_loops.Values);
        }
    }

    private void StartMissing(JournalSnapshot journal, CancellationToken cancellation)
    {
        foreach (var operation in journal.Operations.Values)
        {
            if (operation is { Kind: OperationKind.Restore, State: OperationState.Succeeded, UpstreamId: not null }
                && !_loops.ContainsKey(operation.Id)
                && zones.Find(operation.Zone) is not null)
            {
                var watcher = WatcherOf(operation);
                _loops[operation.Id] = Task.Run(() => watcher.RunAsync(cancellation), CancellationToken.None);
            }
        }
    }

    private RestoreWatcher WatcherOf(Operation operation) =>
        _watchers.GetOrAdd(operation.Id, _ => new RestoreWatcher(zones, journal, operation, nuclia, options.Value, time, logger));
}
