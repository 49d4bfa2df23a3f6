namespace BackupDashboard.Cluster;

internal static partial class Log
{
    [LoggerMessage(900, LogLevel.Information, "Stands by at {Address}")]
    public static partial void StandsBy(ILogger logger, string address);

    [LoggerMessage(901, LogLevel.Information, "Requests are passed on to {Active}")]
    public static partial void PassesOn(ILogger logger, Uri active);

    [LoggerMessage(902, LogLevel.Warning, "Becomes active")]
    public static partial void BecomesActive(ILogger logger);

    [LoggerMessage(903, LogLevel.Warning, "Stands by, and cannot see who is active: {Reason}")]
    public static partial void CannotSee(ILogger logger, string reason);

    [LoggerMessage(904, LogLevel.Information, "Sees again who is active")]
    public static partial void SeesAgain(ILogger logger);
}
