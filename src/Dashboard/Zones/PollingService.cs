namespace BackupDashboard.Zones;

internal sealed class PollingService(AccountWatcher account, ZoneWatchers zones) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await account.RunAsync(stoppingToken);
        await zones.DisposeAsync();
    }
}
