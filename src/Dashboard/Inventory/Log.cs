namespace BackupDashboard.Inventory;

internal static partial class Log
{
    [LoggerMessage(650, LogLevel.Information, "Zone {Zone} is polled for the first time: {Backups} backups and {Boxes} knowledge boxes "
        + "were there before")]
    public static partial void Baseline(ILogger logger, string zone, int backups, int boxes);

    [LoggerMessage(651, LogLevel.Error, "Zone {Zone}: a poll could not be recorded; the next one will include its changes")]
    public static partial void RecordingThrew(ILogger logger, Exception exception, string zone);
}
