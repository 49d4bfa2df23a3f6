using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

/// <summary>Keeps open pages and connections up to date: one question for each session that somebody watches, however many tabs it has.</summary>
internal sealed class SessionLoop(Sessions sessions, IOptions<SessionOptions> options, TimeProvider time, ILogger<Sessions> logger) : BackgroundService
{
    /// <summary>Less than the interval that is promised: asking takes time, too.</summary>
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
