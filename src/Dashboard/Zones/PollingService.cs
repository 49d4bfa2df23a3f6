namespace BackupDashboard.Zones;

/// <summary>Runs the account's watcher, which runs the zones', for as long as the host does.</summary>
internal sealed class PollingService(AccountWatcher account, ZoneWatchers zones) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await account.RunAsync(stoppingToken);
        await zones.DisposeAsync();
    }
}
