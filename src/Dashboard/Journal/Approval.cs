using System.Security.Cryptography;
using System.Text.Json;
using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>What other people are asked to approve before an operation is carried out, and what came of it.</summary>
public sealed record Approval
{
    /// <summary>Why it takes more than one person.</summary>
    public required IReadOnlyList<ApprovalReason> Reasons { get; init; }

    /// <summary>What is approved, as it was when it was requested. Whatever changes it voids the request.</summary>
    public required IReadOnlyList<ApprovalFact> Facts { get; init; }

    /// <summary>Of the facts, as <see cref="HashOf"/> gives it.</summary>
    public required string Hash { get; init; }

    /// <summary>How many different people have to approve.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>At this moment it expires, if it has not been approved.</summary>
    public required DateTimeOffset ApproveBy { get; init; }

    /// <summary>Once approved, it has to be sent within so long.</summary>
    public required TimeSpan RunWithin { get; init; }

    /// <summary>When it may go ahead without another person; null if it never may.</summary>
    public DateTimeOffset? RipensAt { get; init; }

    /// <summary>The latest thing that everybody was told of its ripening.</summary>
    public ApprovalNotice Notice { get; init; }

    /// <summary>When they were told that.</summary>
    public required DateTimeOffset NoticeAt { get; init; }

    public IReadOnlyList<ApprovalVote> Votes { get; init; } = [];

    /// <summary>When it went ahead without another person; null if it did not.</summary>
    public DateTimeOffset? RipenedAt { get; init; }

    /// <summary>Once approved, it has to be sent before this moment; null before that.</summary>
    public DateTimeOffset? RunBy { get; init; }

    /// <summary>The facts that have changed, as they became; empty unless they voided it.</summary>
    public IReadOnlyList<ApprovalFact> Became { get; init; } = [];

    /// <summary>For a deletion: the backups of the same box that were to go with it, by their ids.</summary>
    public IReadOnlyList<string> Together { get; init; } = [];

    public bool IsGranted => RipenedAt is not null || Votes.Count(vote => vote.IsApproval) >= Needed;

    /// <summary>The same facts always have the same one: SHA-256 of their names and values, in hexadecimal digits.</summary>
    public static string HashOf(IReadOnlyList<ApprovalFact> facts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts.Select(fact => new[] { fact.Name, fact.Value }))));
}

/// <summary>Something that is true of what is to be approved, in words.</summary>
public sealed record ApprovalFact(string Name, string Value);

/// <summary>What one person has said.</summary>
/// <param name="SignedInAt">When they had signed in.</param>
/// <param name="Teams">The names of the teams that gave them the right.</param>
/// <param name="Reason">In their words; null for an approval.</param>
public sealed record ApprovalVote(
    Actor By, DateTimeOffset At, DateTimeOffset SignedInAt, bool IsApproval, IReadOnlyList<string> Teams, string? Reason);

/// <summary>Why something takes more than one person.</summary>
public enum ApprovalReason
{
    // The only completed backup of its box.
    OnlyCompleted,

    // The last backup of a box that is gone.
    LastOfGoneBox,

    // Its pin is to be removed.
    Pinned,

    // One person has many backups deleted within an hour.
    Many,

    // A retention rule is to delete, or to keep less.
    Retention,

    // A schedule that covers something is to be deleted, or to cover less.
    Schedule,

    // What takes more than one person is to become less.
    Settings,
}

/// <summary>What everybody is told before something ripens, in this order.</summary>
public enum ApprovalNotice
{
    Asked,
    HalfTime,
    Soon,
}

/// <summary>How far a request for approval is.</summary>
public enum ApprovalState
{
    Pending,
    Approved,
    Rejected,
    Expired,
    Withdrawn,

    // The facts have changed.
    Void,

    Executed,
    Failed,
}
