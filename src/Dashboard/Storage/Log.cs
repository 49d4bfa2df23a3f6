namespace BackupDashboard.Storage;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Critical,
        "The storage cannot be used: {Problem} Viewing continues; everything that has to be written is refused")]
    public static partial void Unusable(ILogger logger, Exception? exception, string problem);

    [LoggerMessage(601, LogLevel.Warning, "The storage can be used again")]
    public static partial void UsableAgain(ILogger logger);

    [LoggerMessage(602, LogLevel.Warning, "Not written, and kept in memory until it can be: {Count}")]
    public static partial void NotWritten(ILogger logger, Exception exception, int count);

    [LoggerMessage(603, LogLevel.Error, "Stopping; data that could not be written is lost: {Count}")]
    public static partial void Lost(ILogger logger, int count);

    [LoggerMessage(604, LogLevel.Warning, "'{Path}' can be read by other users of this machine. Revoke that. Example: chmod "
        + "600 '{Path}'")]
    public static partial void ReadByOthers(ILogger logger, string path);

    [LoggerMessage(605, LogLevel.Warning, "The connection that keeps other dashboards away from the database is lost")]
    public static partial void OwnershipLost(ILogger logger);

    [LoggerMessage(606, LogLevel.Warning, "The database still cannot be reached: {Reason}")]
    public static partial void StillLost(ILogger logger, string reason);

    [LoggerMessage(607, LogLevel.Warning, "Other dashboards are kept away from the database again; none has used it meanwhile")]
    public static partial void OwnershipRegained(ILogger logger);

    [LoggerMessage(608, LogLevel.Critical,
        "Another dashboard has taken the database over. This one stops: what it holds in memory is no longer right")]
    public static partial void TakenOver(ILogger logger);

    [LoggerMessage(609, LogLevel.Warning,
        "The dashboard that has the database gives no sign of life. The server is told to end its connection")]
    public static partial void PutOut(ILogger logger);
}
