namespace BackupDashboard.Hosting;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "Metrics and health endpoints listen at {Address}")]
    public static partial void Management(ILogger logger, Uri address);

    [LoggerMessage(501, LogLevel.Warning, "A page of {Origin} was refused a connection: this is {Own}. If people reach it at another "
        + "address, a proxy says so that Proxy:KnownProxies does not know")]
    public static partial void ForeignOrigin(ILogger logger, Origin? origin, Origin? own);

    [LoggerMessage(502, LogLevel.Warning, "Too many requests from {Who} to {Path}")]
    public static partial void TooManyRequests(ILogger logger, string who, string path);

    [LoggerMessage(503, LogLevel.Warning, "{Person} reached the limit of {Most} open pages")]
    public static partial void TooManyCircuits(ILogger logger, string person, int most);

    [LoggerMessage(504, LogLevel.Error, "A request to {Path} ended with an error that no error page could answer")]
    public static partial void RequestThrew(ILogger logger, Exception exception, string path);
}
