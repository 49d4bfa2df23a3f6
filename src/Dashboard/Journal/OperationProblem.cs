namespace BackupDashboard.Journal;

/// <summary>
/// Why a request is refused, or why an operation was refused, failed, waits or is unknown. What the journal keeps is a record derived from
/// this one: of it the journal keeps the record's name and its values, and the words are said anew whenever it is read. One that is not
/// derived answers a request and is kept nowhere, or was recorded by a version that kept the words.
/// </summary>
public record OperationProblem(ProblemKind Kind, string Text)
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
