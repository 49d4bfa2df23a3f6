namespace BackupDashboard.Activities;

internal static partial class Log
{
    [LoggerMessage(550, LogLevel.Error, "The journal could not be verified")]
    public static partial void NotVerified(ILogger logger, Exception exception);
}
