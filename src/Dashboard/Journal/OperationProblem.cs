namespace BackupDashboard.Journal;

public sealed record OperationProblem(ProblemKind Kind, string Text)
{
    /// <summary>When it is worth asking again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

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

    OtherRequest,

    CallerNotConfirmed,

    SignedOut,
    TooManyRequests,

    ZoneGone,

    // The database may be older than the last one used here.
    DatabaseOlder,

    // It could not be undone for a while, so its grace period was extended.
    UndoProlonged,
}
