using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

internal static partial class Log
{
    [LoggerMessage(360, LogLevel.Warning, "Operation {Id} ({Kind}) is held: the account does not list zone {Zone}")]
    public static partial void Held(ILogger logger, Guid id, OperationKind kind, string zone);

    [LoggerMessage(361, LogLevel.Information, "Operation {Id} ({Kind}) is no longer held: the account lists zone {Zone} again. It is "
        + "due {Due}")]
    public static partial void NoLongerHeld(ILogger logger, Guid id, OperationKind kind, string zone, DateTimeOffset? due);

    [LoggerMessage(200, LogLevel.Information, "Operation {Id}: sending {Kind} to zone {Zone}, attempt {Attempt}")]
    public static partial void Sending(ILogger logger, Guid id, OperationKind kind, string zone, int attempt);

    [LoggerMessage(201, LogLevel.Information, "Operation {Id}: {Kind} in zone {Zone} is {State}")]
    public static partial void Ended(ILogger logger, Guid id, OperationKind kind, string zone, OperationState state);

    [LoggerMessage(213, LogLevel.Information, "Operation {Id}: {Kind} in zone {Zone} is {State}: {Problem}")]
    public static partial void EndedBadly(ILogger logger, Guid id, OperationKind kind, string zone, OperationState state, string problem);

    [LoggerMessage(202, LogLevel.Information, "Operation {Id}: {Kind} in zone {Zone} was unknown and is {State}, by polling")]
    public static partial void Settled(ILogger logger, Guid id, OperationKind kind, string zone, OperationState state);

    [LoggerMessage(203, LogLevel.Warning, "Operation {Id} was interrupted by the shutdown")]
    public static partial void Interrupted(ILogger logger, Guid id);

    [LoggerMessage(204, LogLevel.Error, "Operation {Id} failed unexpectedly")]
    public static partial void OperationThrew(ILogger logger, Exception exception, Guid id);

    [LoggerMessage(205, LogLevel.Information, "The runner stopped. Operations to settle at the next start: {Count}")]
    public static partial void RunnerStopped(ILogger logger, int count);

    [LoggerMessage(206, LogLevel.Information, "Stopping: waiting for {Count} active operations")]
    public static partial void Draining(ILogger logger, int count);

    [LoggerMessage(207, LogLevel.Warning,
        "Operation {Id}: {Kind} in zone {Zone} was sent before the dashboard stopped; checking whether it was applied")]
    public static partial void Recovered(ILogger logger, Guid id, OperationKind kind, string zone);

    [LoggerMessage(208, LogLevel.Information, "Operation {Id}: the knowledge box could not be counted before its backup: {Reason}")]
    public static partial void NotCounted(ILogger logger, Guid id, string reason);

    [LoggerMessage(209, LogLevel.Critical, "The journal could not be written, so a request ({Kind}, zone {Zone}) was refused")]
    public static partial void NotWritten(ILogger logger, Exception exception, OperationKind kind, string zone);

    [LoggerMessage(212, LogLevel.Warning, "Refused: {Person} lacks the right {Right} for '{Slug}' in zone {Zone}")]
    public static partial void NotAllowed(ILogger logger, string person, Access.Right right, string zone, string slug);

    [LoggerMessage(214, LogLevel.Critical, "The journal could not be read, so a request that may be a repetition was refused")]
    public static partial void RequestNotFound(ILogger logger, Exception exception);

    [LoggerMessage(215, LogLevel.Critical, "The journal could not be read or written, so a decision about operation {Id} was refused")]
    public static partial void DecisionNotWritten(ILogger logger, Exception exception, Guid id);

    [LoggerMessage(220, LogLevel.Warning, "Operation {Id}: {Kind} in zone {Zone} is held: {Problem}")]
    public static partial void HeldAtStart(ILogger logger, Guid id, OperationKind kind, string zone, string problem);

    [LoggerMessage(221, LogLevel.Warning, "Operation {Id}: the deletion in zone {Zone} can be undone until {DueAt}. {Problem}")]
    public static partial void UndoProlonged(ILogger logger, Guid id, string zone, DateTimeOffset dueAt, string problem);
}
