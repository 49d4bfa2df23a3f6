namespace BackupDashboard.Storage;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Critical, "The storage can not be used")]
    public static partial void Unusable(ILogger logger, Exception exception);
}
