namespace BackupDashboard.Nuclia;

/// <summary>The kinds of failure that need a text of their own.</summary>
public enum NucliaErrorKind
{
    // 401, and 403 with the text that says so: the token is unknown, expired or revoked; also when there is no usable token here.
    Unauthorized,

    // 403: the token's owner is not allowed to do this.
    Forbidden,

    // 402: a limit of the account's plan.
    PaymentRequired,

    NotFound,

    Conflict,

    // 409 or 429 with the text that says so: an unfinished backup cannot be restored.
    BackupInProgress,

    KnowledgeBoxBeingCreated,

    // Any other 429, and too many calls waiting on our side; see NucliaError.RetryAt.
    RateLimited,

    Invalid,

    // 5xx (512 too); also while the breaker is open, with the failure that opened it as the reason.
    Unavailable,

    TimedOut,

    Unreachable,

    Broken,

    // A success whose body is not what the contract says: malformed, cut short, HTML.
    Unreadable,

    // The answer is larger than NucliaOptions.MaxAnswerMegabytes; it was abandoned, and is not requested again.
    TooLarge,

    // The configured name now belongs to another account; nothing is sent until the dashboard is restarted or reconfigured.
    AccountChanged,

    Refused,
}
