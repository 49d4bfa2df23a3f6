namespace BackupDashboard.Fingerprints;

internal static partial class Log
{
    [LoggerMessage(350, LogLevel.Information, "Knowledge box {Box} in zone {Zone} could not be counted after its backup: {Reason}")]
    public static partial void NotCounted(ILogger logger, string box, string zone, string reason);

    [LoggerMessage(351, LogLevel.Error, "Counting in zone {Zone} failed unexpectedly")]
    public static partial void CountThrew(ILogger logger, Exception exception, string zone);

    [LoggerMessage(352, LogLevel.Error, "A count from before a backup could not be kept; it is tried again with the next poll")]
    public static partial void KeepThrew(ILogger logger, Exception exception);
}
