using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>What becomes of one backup by one retention rule, and why.</summary>
/// <param name="Period">By which count it stays, for <see cref="RetentionReason.Counted"/>.</param>
/// <param name="Number">
/// The how manieth of that count it is: 1 is the newest. For <see cref="RetentionReason.Failed"/>, how often it has failed lately.
/// </param>
/// <param name="Until">Until when it stays for this reason, where that is known.</param>
/// <param name="Rule">The other rule that keeps it, for <see cref="RetentionReason.OtherRule"/>.</param>
public sealed record RetentionVerdict(
    Backup Backup, RetentionReason Reason, RetentionPeriod Period = default, int Number = 0, DateTimeOffset? Until = null,
    string? Rule = null)
{
    public bool Goes => Reason is RetentionReason.Goes;

    /// <summary>It stays, and no rule can change that.</summary>
    public bool IsFloor => Reason is RetentionReason.Newest or RetentionReason.Pinned or RetentionReason.Restoring
        or RetentionReason.BoxGone or RetentionReason.TooYoung or RetentionReason.TimeUnknown or RetentionReason.Unfinished;
}

public enum RetentionReason
{
    // It is not one of the backups that the rule is about.
    Outside,

    // One of the counts keeps it.
    Counted,

    // Nothing keeps it.
    Goes,

    // The newest complete backup of its box.
    Newest,

    Pinned,

    // A restore reads from it, or is not known to be complete.
    Restoring,

    // Its box is gone, or not listed: what is left of it is not thinned out.
    BoxGone,

    TooYoung,

    // The cloud gives no time that can be true.
    TimeUnknown,

    // In progress, or stalled for less than a week, or with nothing complete after it.
    Unfinished,

    // The rule's team may not delete it.
    NotAllowed,

    // The terms before the last change keep it for a while.
    Changing,

    // Another rule that deletes counts it.
    OtherRule,

    // A person has undone its deletion.
    Undone,

    // Its deletion has failed, and is tried again later.
    Failed,
}
