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
    private readonly ConcurrentDictionary<Guid, (RestoreWatcher Watcher, Task Loop)> _running = new();

    public RestoreWatcher? Find(Guid operationId) => _running.TryGetValue(operationId, out var running) ? running.Watcher : null;

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
            await Task.WhenAll(_running.Values.Select(running => running.Loop));
        }
    }

    private void StartMissing(JournalSnapshot journal, CancellationToken cancellation)
    {
        foreach (var operation in journal.Operations.Values)
        {
            if (operation is { Kind: OperationKind.Restore, State: OperationState.Succeeded, UpstreamId: { } boxId }
                && !_running.ContainsKey(operation.Id)
                && zones.Find(operation.Zone)?.Zone is { } zone)
            {
                var watcher = new RestoreWatcher(zone, boxId, nuclia, options.Value, time, logger);
                _running[operation.Id] = (watcher, Task.Run(() => watcher.RunAsync(cancellation), CancellationToken.None));
            }
        }
    }
}
