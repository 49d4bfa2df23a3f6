namespace BackupDashboard.Operations;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Operation {Id}: sending {Kind} to zone {Zone}, attempt {Attempt}")]
    public static partial void Sending(ILogger logger, Guid id, OperationKind kind, string zone, int attempt);

    [LoggerMessage(201, LogLevel.Information, "Operation {Id}: {Kind} in zone {Zone} is {State}. {Problem}")]
    public static partial void Ended(ILogger logger, Guid id, OperationKind kind, string zone, OperationState state, string? problem);

    [LoggerMessage(202, LogLevel.Information, "Operation {Id}: {Kind} in zone {Zone} was unknown and is {State}, by looking")]
    public static partial void Settled(ILogger logger, Guid id, OperationKind kind, string zone, OperationState state);

    [LoggerMessage(203, LogLevel.Warning, "Operation {Id} was interrupted by the shutdown")]
    public static partial void Interrupted(ILogger logger, Guid id);

    [LoggerMessage(204, LogLevel.Error, "Operation {Id} threw, which is a mistake of ours")]
    public static partial void OperationThrew(ILogger logger, Exception exception, Guid id);

    [LoggerMessage(205, LogLevel.Debug, "The runner stopped")]
    public static partial void RunnerStopped(ILogger logger);
}
