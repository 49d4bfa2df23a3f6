namespace BackupDashboard.Journal;

/// <param name="Text">A sentence for people.</param>
public sealed record OperationProblem(ProblemKind Kind, string Text)
{
    /// <summary>How long to wait before it is worth asking again, where that is known.</summary>
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

    /// <summary>The name of the request was used for another one before.</summary>
    OtherRequest,

    /// <summary>Who asks could not be confirmed at the moment.</summary>
    CallerNotConfirmed,

    SignedOut,
    TooManyRequests,

    /// <summary>The account no longer lists the zone.</summary>
    ZoneGone,

    /// <summary>The database may be older than the last one used here.</summary>
    DatabaseOlder,

    /// <summary>It could not be undone for a while, so its time to undo is prolonged.</summary>
    UndoProlonged,
}
