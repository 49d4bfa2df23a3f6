using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

internal static partial class Log
{
    [LoggerMessage(102, LogLevel.Warning, "Zone {Zone} could not be read ({Kind}): {Detail}")]
    public static partial void ZoneFailed(ILogger logger, string zone, NucliaErrorKind kind, string detail);

    [LoggerMessage(103, LogLevel.Information, "Zone {Zone} can be read again")]
    public static partial void ZoneRecovered(ILogger logger, string zone);

    [LoggerMessage(104, LogLevel.Warning, "The account could not be read ({Kind}): {Detail}")]
    public static partial void AccountFailed(ILogger logger, NucliaErrorKind kind, string detail);

    [LoggerMessage(105, LogLevel.Information, "Watching {Count} zones: {Zones}")]
    public static partial void Watching(ILogger logger, int count, string zones);

    [LoggerMessage(108, LogLevel.Error,
        "The zones of earlier runs could not be read from the database: a zone that the account no longer lists is not noticed until then")]
    public static partial void KnownZonesNotRead(ILogger logger, Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "Zone {Zone}: {Count} entries of its lists cannot be read and are left out. {Problem}")]
    public static partial void LeftOut(ILogger logger, string zone, int count, string problem);
}
