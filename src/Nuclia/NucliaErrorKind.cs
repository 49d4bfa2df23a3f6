namespace BackupDashboard.Nuclia;

/// <summary>The kinds of failure that need a text of their own.</summary>
public enum NucliaErrorKind
{
    /// <summary>401, and 403 with the text that says so: the token is unknown, expired or revoked; also when there is no usable token here.</summary>
    Unauthorized,

    /// <summary>403: the token's owner is not allowed to do this.</summary>
    Forbidden,

    /// <summary>402: a limit of the account's plan.</summary>
    PaymentRequired,

    /// <summary>404: there is no such account, backup or knowledge box.</summary>
    NotFound,

    /// <summary>409 or 419: on restore, the slug is taken.</summary>
    Conflict,

    /// <summary>409 or 429 with the text that says so: an unfinished backup cannot be restored.</summary>
    BackupInProgress,

    /// <summary>429 with the text that says so: one knowledge box is created at a time; clears within about a minute.</summary>
    KnowledgeBoxBeingCreated,

    /// <summary>Any other 429, and too many calls waiting on our side; see <see cref="NucliaError.RetryAt"/>.</summary>
    RateLimited,

    /// <summary>400 or 422: the cloud does not accept the values. Also an invalid id, which was therefore not sent.</summary>
    Invalid,

    /// <summary>5xx (512 too); also while the breaker is open, with the failure that opened it as the reason.</summary>
    Unavailable,

    /// <summary>No complete answer in time; also 408.</summary>
    TimedOut,

    /// <summary>No connection (name, refusal, TLS): nothing was sent.</summary>
    Unreachable,

    /// <summary>The connection broke after the request had been sent.</summary>
    Broken,

    /// <summary>A success whose body is not what the contract says: malformed, cut short, HTML.</summary>
    Unreadable,

    /// <summary>
    /// The answer is larger than <see cref="NucliaOptions.MaxAnswerMegabytes"/>; it was abandoned, and is not requested again.
    /// </summary>
    TooLarge,

    // The configured name now belongs to another account; nothing is sent until the dashboard is restarted or reconfigured.
    AccountChanged,

    /// <summary>Any other refusal, including redirects (none is followed).</summary>
    Refused,
}
