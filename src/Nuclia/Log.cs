using Microsoft.Extensions.Logging;

namespace BackupDashboard.Nuclia;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "The token file {Path} is unusable; the last valid token stays in use: {Problem}")]
    public static partial void TokenFileUnusable(ILogger logger, string path, string problem);

    [LoggerMessage(1002, LogLevel.Warning, "Left out of the account's zones: {Problem}")]
    public static partial void ZoneLeftOut(ILogger logger, string problem);

    [LoggerMessage(1003, LogLevel.Information, "Retry {Attempt} of '{Operation}': {Reason}")]
    public static partial void Retrying(ILogger logger, string operation, int attempt, string? reason);

    [LoggerMessage(1004, LogLevel.Warning, "{Host} failed repeatedly and is not called for {Duration}: {Reason}")]
    public static partial void BreakerOpened(ILogger logger, string host, TimeSpan duration, string? reason);

    [LoggerMessage(1005, LogLevel.Information, "{Host} answers again")]
    public static partial void BreakerClosed(ILogger logger, string host);

    [LoggerMessage(1006, LogLevel.Debug, "'{Operation}' failed: {Kind}, status {Status}: {Reason}")]
    public static partial void CallFailed(ILogger logger, string operation, NucliaErrorKind kind, int? status, string reason);

    [LoggerMessage(1007, LogLevel.Error, "'{Operation}' failed unexpectedly")]
    public static partial void Unexpected(ILogger logger, Exception exception, string operation);

    [LoggerMessage(1008, LogLevel.Information, "Sending '{Operation}' to zone {Zone}")]
    public static partial void CommandSent(ILogger logger, string operation, string zone);

    [LoggerMessage(1009, LogLevel.Debug, "{Method} {Host} {Path}: {Status} after {Milliseconds:0} ms")]
    public static partial void Answered(ILogger logger, HttpMethod method, string? host, string? path, int status, double milliseconds);

    [LoggerMessage(1010, LogLevel.Debug, "{Method} {Host} {Path}: no answer ({Exception}) after {Milliseconds:0} ms")]
    public static partial void NotAnswered(
        ILogger logger, HttpMethod method, string? host, string? path, string exception, double milliseconds);
}
