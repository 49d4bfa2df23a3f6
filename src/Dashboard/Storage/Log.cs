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
}
