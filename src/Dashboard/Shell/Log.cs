namespace BackupDashboard.Shell;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Error, "A page stopped following its feed after an unexpected error")]
    public static partial void FollowThrew(ILogger logger, Exception exception);

    [LoggerMessage(301, LogLevel.Information, "The browser's time zone '{Zone}' is not known here; times are shown in UTC")]
    public static partial void UnknownTimeZone(ILogger logger, string zone);

    [LoggerMessage(302, LogLevel.Error, "A page stopped after an unexpected error")]
    public static partial void PageThrew(ILogger logger, Exception exception);
}
