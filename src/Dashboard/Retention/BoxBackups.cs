using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>The backups of one knowledge box, with all that verdicts follow from, whatever the rule.</summary>
/// <param name="Slug">Of the box; of its newest backup if the box is gone.</param>
/// <param name="IsGone">The box is not listed.</param>
/// <param name="Backups">Newest first.</param>
/// <param name="Wait">Why nothing of the box is deleted at the moment; null if there is no reason.</param>
/// <param name="Shrink">The newest loss of content from one complete backup to the next; null if there is none.</param>
internal sealed record BoxBackups(
    BoxInZone Key, string Slug, bool IsGone, IReadOnlyList<BackupFacts> Backups, RetentionWait? Wait = null, Shrink? Shrink = null)
{
    public DateTimeOffset? Newest { get; } =
        Backups.FirstOrDefault(one => one.Backup is { IsCompleted: true, KnownStart: not null }).Backup?.StartedAt;

    public bool IsIn(RetentionTerms terms) => terms.Scope is RetentionScope.Schedule
        ? Backups.Any(one => one.IsIn(terms))
        : terms.Boxes.Any(scope => scope.Covers(Key.Zone, Key.KnowledgeBoxId, Slug));
}

/// <param name="Maker">How it came to be.</param>
/// <param name="IsPinned">A person has pinned it.</param>
/// <param name="IsRestored">A restore reads from it, or is not known to be complete.</param>
/// <param name="Hold">Why an earlier deletion by a rule came to nothing; null if there was none.</param>
internal readonly record struct BackupFacts(
    Backup Backup, BackupMaker Maker, bool IsPinned = false, bool IsRestored = false, RetentionHold? Hold = null)
{
    public bool IsIn(RetentionTerms terms) => terms.Scope switch
    {
        RetentionScope.Schedule => Maker.ScheduleId is { } schedule && schedule == terms.ScheduleId,
        RetentionScope.Here => Maker.IsHere,
        RetentionScope.All => true,
    };
}

/// <param name="IsHere">It was started through this dashboard.</param>
/// <param name="ScheduleId">By which schedule; null if a person or a program has started it.</param>
public readonly record struct BackupMaker(bool IsHere, Guid? ScheduleId);

/// <param name="Reason">Undone or failed.</param>
/// <param name="Failures">How often it has failed lately.</param>
public sealed record RetentionHold(RetentionReason Reason, DateTimeOffset Until, int Failures);

/// <summary>One backup holds far fewer resources than the one before it.</summary>
public sealed record Shrink(DateTimeOffset At, long Before, long After);

public enum RetentionWait
{
    ZoneNotReadable,

    // A backup of the box is being made, or begun.
    BackupRunning,

    // It is not known whether a backup of the box has begun.
    OutcomeUnknown,

    // A backup of the box is being deleted: what stays is decided when it has gone.
    Deleting,

    // Pins, and changes of rules, may be missing from the database.
    DatabaseOlder,
}
