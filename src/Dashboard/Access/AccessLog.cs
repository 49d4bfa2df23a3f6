namespace BackupDashboard.Access;

internal static partial class AccessLog
{
    [LoggerMessage(1130, LogLevel.Error, "The settings of teams were changed and are wrong; those from before stay in force: {Problems}")]
    public static partial void SettingsNotUsed(ILogger logger, string problems);
}
