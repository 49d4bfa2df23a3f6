namespace BackupDashboard.Hosting;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "Metrics and health are told at {Address}")]
    public static partial void Management(ILogger logger, Uri address);
}
