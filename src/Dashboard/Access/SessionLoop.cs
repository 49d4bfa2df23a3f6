using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

// Keeps open pages and connections up to date: one question per watched session, however many tabs it has.
internal sealed class SessionLoop(
    Sessions sessions, IOptions<SessionOptions> options, TimeProvider time, ILogger<Sessions> logger) : BackgroundService
{
    // Shorter than the configured interval, because asking takes time too.
    public static TimeSpan Pause(SessionOptions options) => options.ConfirmEvery * 0.75;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause(options.Value), time, stoppingToken);
                await sessions.ConfirmWatchedAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.LoopThrew(logger, exception);
            }
        }
    }
}
