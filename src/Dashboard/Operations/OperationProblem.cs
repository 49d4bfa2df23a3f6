namespace BackupDashboard.Operations;

/// <param name="Text">A sentence for people.</param>
public sealed record OperationProblem(ProblemKind Kind, string Text);

public enum ProblemKind
{
    NotAllowed,
    NotFound,
    AlreadyRequested,
    SlugInvalid,
    SlugTaken,
    ZoneNotAsked,
    StillInProgress,
    LimitReached,
    BeingCreated,
    ConfirmationMissing,
    RestoreRunning,
    ZoneUnreachable,
    Refused,
    OutcomeUnknown,
    NotApplied,
    NotConfirmed,
    TreatedAsFailed,
    Pinned,
    ReasonMissing,
    TooLate,
    NotWritten,
}
