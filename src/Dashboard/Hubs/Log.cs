namespace BackupDashboard.Hubs;

internal static partial class Log
{
    [LoggerMessage(106, LogLevel.Error, "Sending zone {Zone} to a hub connection ended by an exception")]
    public static partial void PumpThrew(ILogger logger, Exception exception, string zone);

    [LoggerMessage(107, LogLevel.Warning, "Too many calls from {Who} to the hub: the connection has been ended")]
    public static partial void TooManyCalls(ILogger logger, string who);

    [LoggerMessage(110, LogLevel.Debug, "The hub refused {Method}: {Reason}")]
    public static partial void HubRefused(ILogger logger, string method, string reason);

    [LoggerMessage(111, LogLevel.Error, "The hub method {Method} failed unexpectedly")]
    public static partial void HubThrew(ILogger logger, Exception exception, string method);
}
