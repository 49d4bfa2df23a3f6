namespace BackupDashboard.Journal;

internal static partial class Log
{
    [LoggerMessage(210, LogLevel.Information,
        "The journal's head is {Head}. Kept outside the database, it proves later that nothing was cut off")]
    public static partial void JournalHead(ILogger logger, JournalHead head);

    [LoggerMessage(211, LogLevel.Error, "The journal's head could not be read")]
    public static partial void HeadNotRead(ILogger logger, Exception exception);

    [LoggerMessage(223, LogLevel.Warning, "The database is older than the last one used here: its journal ends with {Actual} and does "
        + "not hold {Known}")]
    public static partial void DatabaseOlder(ILogger logger, JournalHead known, JournalHead actual);

    [LoggerMessage(222, LogLevel.Error, "The journal's head could not be written to {Path}, so the next start may not notice that an "
        + "older database was put back")]
    public static partial void HeadNotKept(ILogger logger, Exception exception, string path);
}
