using BackupDashboard.Nuclia;

namespace BackupDashboard.Live;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "{Watcher} stopped")]
    public static partial void WatcherStopped(ILogger logger, string watcher);

    [LoggerMessage(101, LogLevel.Error, "{Watcher}: a look threw, which is a mistake of ours; it will look again")]
    public static partial void LookThrew(ILogger logger, Exception exception, string watcher);

    [LoggerMessage(102, LogLevel.Warning, "Zone {Zone} could not be read ({Kind}): {Detail}")]
    public static partial void ZoneFailed(ILogger logger, string zone, NucliaErrorKind kind, string detail);

    [LoggerMessage(103, LogLevel.Information, "Zone {Zone} can be read again")]
    public static partial void ZoneRecovered(ILogger logger, string zone);

    [LoggerMessage(104, LogLevel.Warning, "The account could not be read ({Kind}): {Detail}")]
    public static partial void AccountFailed(ILogger logger, NucliaErrorKind kind, string detail);

    [LoggerMessage(105, LogLevel.Information, "Watching {Count} zones: {Zones}")]
    public static partial void Watching(ILogger logger, int count, string zones);

    [LoggerMessage(106, LogLevel.Error, "Sending zone {Zone} to a hub connection ended by an exception")]
    public static partial void PumpThrew(ILogger logger, Exception exception, string zone);

    [LoggerMessage(108, LogLevel.Error, "The zones of earlier runs could not be read from the database: one that the account no longer lists is not noticed until they can")]
    public static partial void RecordedZonesNotRead(ILogger logger, Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "Zone {Zone}: {Count} entries of its lists cannot be read and are left out. {Problem}")]
    public static partial void LeftOut(ILogger logger, string zone, int count, string problem);

    [LoggerMessage(107, LogLevel.Warning, "Too many calls of {Who} to the hub: the connection has been ended")]
    public static partial void TooManyCalls(ILogger logger, string who);

    [LoggerMessage(110, LogLevel.Debug, "The hub refused {Method}: {Reason}")]
    public static partial void HubRefused(ILogger logger, string method, string reason);

    [LoggerMessage(111, LogLevel.Error, "The hub method {Method} failed unexpectedly")]
    public static partial void HubThrew(ILogger logger, Exception exception, string method);
}
