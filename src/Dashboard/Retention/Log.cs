namespace BackupDashboard.Retention;

internal static partial class Log
{
    [LoggerMessage(800, LogLevel.Information,
        "Retention rule {RuleId} requested deletions in {Zone}: {Accepted} accepted, {Refused} refused. {Problem}")]
    public static partial void Requested(ILogger logger, Guid ruleId, string zone, int accepted, int refused, string problem);

    [LoggerMessage(801, LogLevel.Warning, "Retention could not look, and deletes nothing for now: {Reason}")]
    public static partial void NotLooked(ILogger logger, string reason);

    [LoggerMessage(802, LogLevel.Error, "Retention failed unexpectedly, and deletes nothing for now; will retry")]
    public static partial void LookThrew(ILogger logger, Exception exception);
}
