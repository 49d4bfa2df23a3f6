namespace BackupDashboard.Calendars;

internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Information, "{ObjectId} has made a secret address for a calendar; an earlier one has ended")]
    public static partial void Created(ILogger logger, string objectId);

    [LoggerMessage(1501, LogLevel.Information, "{ObjectId} has revoked the secret address of a calendar")]
    public static partial void Revoked(ILogger logger, string objectId);

    [LoggerMessage(1502, LogLevel.Error, "The address of a calendar could not be written")]
    public static partial void NotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1503, LogLevel.Error, "The addresses of calendars could not be renewed; tried again in the next round")]
    public static partial void NotRenewed(ILogger logger, Exception exception);
}
