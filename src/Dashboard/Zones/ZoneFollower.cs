using BackupDashboard.Feeds;

namespace BackupDashboard.Zones;

// Follows every poll of every zone, whether or not a page is open, without causing any. One loop per zone, so that a slow one delays no
// other.
internal abstract class ZoneFollower(ZoneMonitor zones) : BackgroundService
{
    private readonly Dictionary<string, Task> _loops = new(StringComparer.Ordinal);

    protected ZoneMonitor Zones { get; } = zones;

    // Called once per zone, before its first batch, which is a reset.
    protected abstract Func<Batch<ZoneSnapshot, Backup>, CancellationToken, Task> Begin(string zone);

    protected abstract void OnThrew(string zone, Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = Zones.ObserveAccount();
        try
        {
            StartMissing(stoppingToken);
            await foreach (var _ in subscription.ReadAllAsync(stoppingToken))
                StartMissing(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_loops.Values);
        }
    }

    private void StartMissing(CancellationToken cancellationToken)
    {
        foreach (var zone in Zones.Present.Select(snapshot => snapshot.Zone.Slug))
        {
            // A zone that has moved gets its new loop when the old one has ended: two would handle the same backups.
            if (_loops.GetValueOrDefault(zone) is null or { IsCompleted: true } && Zones.Observe(zone) is { } subscription)
                _loops[zone] = Task.Run(() => FollowAsync(zone, subscription, cancellationToken), CancellationToken.None);
        }
    }

    private async Task FollowAsync(string zone, Subscription<ZoneSnapshot, Backup> subscription, CancellationToken cancellationToken)
    {
        using var ended = subscription;
        var handle = Begin(zone);
        try
        {
            await HandleAsync(new Batch<ZoneSnapshot, Backup>(subscription.Initial, [new Reset<Backup>()]));
            await foreach (var batch in subscription.ReadAllAsync(cancellationToken))
                await HandleAsync(batch);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        async Task HandleAsync(Batch<ZoneSnapshot, Backup> batch)
        {
            try
            {
                await handle(batch, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                OnThrew(zone, exception);
            }
        }
    }
}
