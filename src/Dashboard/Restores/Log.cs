namespace BackupDashboard.Restores;

internal static partial class Log
{
    [LoggerMessage(450, LogLevel.Information, "Operation {Id}: the content of restored box {Box} in zone {Zone} is complete, with "
        + "{Resources} resources")]
    public static partial void ContentComplete(ILogger logger, Guid id, string box, string zone, long resources);

    [LoggerMessage(451, LogLevel.Warning, "Operation {Id}: restored box {Box} in zone {Zone} is still empty")]
    public static partial void StillEmpty(ILogger logger, Guid id, string box, string zone);

    [LoggerMessage(452, LogLevel.Warning, "Operation {Id}: content has stopped arriving in restored box {Box} in zone {Zone} since "
        + "{Since}")]
    public static partial void Stalled(ILogger logger, Guid id, string box, string zone, DateTimeOffset? since);

    [LoggerMessage(453, LogLevel.Information, "Operation {Id}: restored box {Box} in zone {Zone} is {State}, and no longer polled")]
    public static partial void Ended(ILogger logger, Guid id, string box, string zone, RestoreState state);

    [LoggerMessage(454, LogLevel.Error, "Restore {Id}: its earlier progress could not be read; polling anew")]
    public static partial void ProgressNotRead(ILogger logger, Exception exception, Guid id);
}
