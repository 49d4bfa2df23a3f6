namespace BackupDashboard.Schedules;

internal static partial class Log
{
    [LoggerMessage(700, LogLevel.Warning, "Schedule {Id} could not be decided and is tried again: {Problem}")]
    public static partial void NotDecided(ILogger logger, Guid id, string problem);

    [LoggerMessage(701, LogLevel.Error, "Schedule {Id} could not be decided")]
    public static partial void DeciderThrew(ILogger logger, Exception exception, Guid id);

    [LoggerMessage(702, LogLevel.Warning, "The alarms of the schedules could not be checked: {Problem}")]
    public static partial void NotChecked(ILogger logger, string problem);

    [LoggerMessage(703, LogLevel.Error, "The alarms of the schedules could not be checked")]
    public static partial void AlarmsThrew(ILogger logger, Exception exception);
}
