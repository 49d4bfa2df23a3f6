namespace BackupDashboard.Nuclia;

/// <summary>Why a call has no value.</summary>
/// <param name="Kind">What sort of failure it is; choose the sentence for people by it.</param>
/// <param name="Detail">The reason in the cloud's words, or in plain ones: one line, at most 300 characters, never a secret.</param>
/// <param name="Status">The HTTP status, where an answer came.</param>
/// <param name="RetryAt">When the cloud asks to be left alone until, where it says so.</param>
public sealed record NucliaError(NucliaErrorKind Kind, string Detail, int? Status = null, DateTimeOffset? RetryAt = null)
{
    /// <summary>
    /// For a command: true when the cloud may have done it although no good answer came (5xx, time-out, reset, unreadable answer).
    /// False after a definite refusal, and when the command was never sent. Says nothing about reads.
    /// </summary>
    public bool MayHaveBeenApplied { get; init; } = Kind is
        NucliaErrorKind.Unavailable or NucliaErrorKind.TimedOut or NucliaErrorKind.Broken or NucliaErrorKind.Unreadable
        or NucliaErrorKind.TooLarge;
}
