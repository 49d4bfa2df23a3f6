namespace BackupDashboard.Digests;

internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning, "A summary could not be written and is tried again: {Problem}")]
    public static partial void NotWritten(ILogger logger, string problem);

    [LoggerMessage(1301, LogLevel.Error, "Writing a summary failed unexpectedly; will retry")]
    public static partial void Threw(ILogger logger, Exception exception);
}
