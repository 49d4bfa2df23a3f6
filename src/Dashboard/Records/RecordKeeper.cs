using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Records;

/// <summary>Records every zone of the account, whether or not a page is open. A zone that comes or goes is followed.</summary>
internal sealed class RecordKeeper(
    AccountWatcher account, ZoneWatchers zones, RecordStore store, OwnOperations own, IEnumerable<IZoneNewsReader> readers, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly ILogger<ZoneRecorder> _logger = loggers.CreateLogger<ZoneRecorder>();
    private readonly Dictionary<string, (ZoneWatcher Watcher, Task Loop)> _loops = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = account.Observe();
        try
        {
            StartMissing(stoppingToken);
            await foreach (var _ in subscription.ReadAllAsync(stoppingToken))
                StartMissing(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_loops.Values.Select(one => one.Loop));
        }
    }

    private void StartMissing(CancellationToken cancellation)
    {
        foreach (var watcher in zones.Present)
        {
            // A zone that has moved gets its new loop when the old one has ended: two would write the same rows.
            if (!_loops.TryGetValue(watcher.Zone.Slug, out var running) || (running.Watcher != watcher && running.Loop.IsCompleted))
                _loops[watcher.Zone.Slug] = (watcher, Task.Run(() => FollowAsync(watcher, cancellation), CancellationToken.None));
        }
    }

    private async Task FollowAsync(ZoneWatcher watcher, CancellationToken cancellation)
    {
        var recorder = new ZoneRecorder(watcher.Zone.Slug, store, own, account, readers, _logger);
        using var subscription = watcher.Observe();
        try
        {
            await TakeAsync(recorder, new Batch<ZoneSnapshot, Backup>(subscription.Initial, [new Reset<Backup>()]), cancellation);
            await foreach (var batch in subscription.ReadAllAsync(cancellation))
                await TakeAsync(recorder, batch, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops: the end that was asked for.
        }
    }

    private async Task TakeAsync(ZoneRecorder recorder, Batch<ZoneSnapshot, Backup> batch, CancellationToken cancellation)
    {
        try
        {
            await recorder.TakeAsync(batch, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // A mistake of ours, or a full disk: the next look is compared with what was recorded last.
            Log.RecordingThrew(_logger, exception, batch.Snapshot.Zone.Slug);
        }
    }
}
