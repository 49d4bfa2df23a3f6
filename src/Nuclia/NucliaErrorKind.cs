namespace BackupDashboard.Nuclia;

/// <summary>The sorts of failure that deserve a sentence of their own.</summary>
public enum NucliaErrorKind
{
    /// <summary>401, and 403 with the text that says so: the token is unknown, expired or revoked; also when there is no usable token here.</summary>
    Unauthorized,

    /// <summary>403: the token's owner may not do this.</summary>
    Forbidden,

    /// <summary>402: a limit of the account's plan.</summary>
    PaymentRequired,

    /// <summary>404: there is no such account, backup or knowledge box (any more).</summary>
    NotFound,

    /// <summary>409 or 419: on restore, the slug is taken.</summary>
    Conflict,

    /// <summary>409 or 429 with the text that says so: an unfinished backup cannot be restored.</summary>
    BackupInProgress,

    /// <summary>429 with the text that says so: one knowledge box is created at a time; clears within about a minute.</summary>
    KnowledgeBoxBeingCreated,

    /// <summary>Any other 429, and too many calls waiting on our side; see <see cref="NucliaError.RetryAt"/>.</summary>
    RateLimited,

    /// <summary>400 or 422: the cloud does not accept the values. Also an id that cannot be one and was therefore not sent.</summary>
    Invalid,

    /// <summary>5xx (512 too); also when the breaker is open, with the failure that opened it as the reason.</summary>
    Unavailable,

    /// <summary>No complete answer within the time allowed; also 408.</summary>
    TimedOut,

    /// <summary>No connection (name, refusal, TLS): nothing was ever sent.</summary>
    Unreachable,

    /// <summary>The connection broke after the request had been sent.</summary>
    Broken,

    /// <summary>A success whose body is not what the contract says: malformed, cut short, HTML.</summary>
    Unreadable,

    /// <summary>The answer is larger than <see cref="NucliaOptions.MaxAnswerMegabytes"/>; it was given up in the middle, and is not asked for again.</summary>
    TooLarge,

    /// <summary>The configured name now stands for another account; nothing is sent until the dashboard is restarted or configured anew.</summary>
    AccountChanged,

    /// <summary>Any other refusal, redirects included (none is followed).</summary>
    Refused,
}
