namespace BackupDashboard.Journal;

public sealed record OperationProblem(ProblemKind Kind, string Text)
{
    /// <summary>When it is worth asking again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For <see cref="ProblemKind.SlowDown"/>: until when the cloud refuses whatever comes, if it said so.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The cloud would answer the same for every knowledge box: the token or the plan does not allow it.</summary>
    public bool IsOfAccount { get; init; }
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

    // A time of a schedule was passed over, for a reason that is not a fault.
    PassedOver,

    // A time of a schedule went by.
    WindowOver,

    RuleInvalid,
    NameTaken,

    // It could not be undone for a while, so its grace period was extended.
    UndoProlonged,

    // The cloud had too many calls.
    SlowDown,

    // Someone who was asked said no.
    NotApproved,

    // No one approved it in time, or it could not be sent in time after that.
    ApprovalExpired,

    // What was to be approved is no longer true.
    FactsChanged,

    // It takes a sign-in of a moment ago.
    SignInTooOld,
}
