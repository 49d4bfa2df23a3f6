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

    /// <summary>The idempotency key was used for another request before.</summary>
    OtherRequest,

    /// <summary>The identity provider could not confirm the caller at the moment.</summary>
    CallerNotConfirmed,

    SignedOut,
    TooManyRequests,

    /// <summary>The account no longer lists the zone.</summary>
    ZoneGone,

    /// <summary>The database may be older than the last one used here.</summary>
    DatabaseOlder,

    /// <summary>It could not be undone for a while, so its grace period was extended.</summary>
    UndoProlonged,
}
