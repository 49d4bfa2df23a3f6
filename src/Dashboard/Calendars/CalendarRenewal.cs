namespace BackupDashboard.Calendars;

// Keeps the addresses of calendars as long as their owners, and with what they may view.
internal sealed class CalendarRenewal(CalendarFeeds feeds, TimeProvider time, ILogger<CalendarRenewal> logger) : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(57);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await feeds.RenewAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.NotRenewed(logger, exception);
        }
    }
}
