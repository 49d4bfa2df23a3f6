namespace BackupDashboard.Feeds;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "{Watcher} stopped")]
    public static partial void WatcherStopped(ILogger logger, string watcher);

    [LoggerMessage(101, LogLevel.Error, "{Watcher}: a look threw, which is a mistake of ours; it will look again")]
    public static partial void PollThrew(ILogger logger, Exception exception, string watcher);
}
