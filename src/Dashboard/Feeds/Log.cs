namespace BackupDashboard.Feeds;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "{Watcher} stopped")]
    public static partial void WatcherStopped(ILogger logger, string watcher);

    [LoggerMessage(101, LogLevel.Error, "{Watcher}: poll failed unexpectedly; will retry")]
    public static partial void PollThrew(ILogger logger, Exception exception, string watcher);
}
