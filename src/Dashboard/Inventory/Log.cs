namespace BackupDashboard.Inventory;

internal static partial class Log
{
    [LoggerMessage(650, LogLevel.Information, "Zone {Zone} is seen for the first time: {Backups} backups and {Boxes} knowledge boxes "
        + "were there before")]
    public static partial void Baseline(ILogger logger, string zone, int backups, int boxes);

    [LoggerMessage(651, LogLevel.Error, "Zone {Zone}: a look could not be recorded, which is a mistake of ours or of the disk; the next "
        + "one makes up for it")]
    public static partial void RecordingThrew(ILogger logger, Exception exception, string zone);
}
