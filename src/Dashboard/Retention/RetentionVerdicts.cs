using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

// What becomes of each backup of one box by one rule. Pure: everything that it follows from is given.
internal static class RetentionVerdicts
{
    /// <summary>A stalled backup may still finish, for so long.</summary>
    public static readonly TimeSpan StalledFor = TimeSpan.FromDays(7);

    /// <returns>One verdict a backup, the newest first. None goes if the rule's time zone is not known here.</returns>
    public static IReadOnlyList<RetentionVerdict> Of(BoxBackups box, RetentionRule rule, Grants team, DateTimeOffset now)
    {
        var verdicts = Of(box, rule.Terms, team, now);
        if (!rule.IsChanging(now))
            return verdicts;

        var before = Of(box, rule.Before!, team, now);
        return
        [
            .. verdicts.Zip(before, (one, other) => one.Goes && !other.Goes
                ? one with { Reason = RetentionReason.Changing, Until = rule.ChangedFrom }
                : one),
        ];
    }

    private static RetentionVerdict[] Of(BoxBackups box, RetentionTerms terms, Grants team, DateTimeOffset now)
    {
        var verdicts = Array.ConvertAll([.. box.Backups], one => new RetentionVerdict(one.Backup, RetentionReason.Outside));
        if (!box.IsIn(terms) || !TimeZoneInfo.TryFindSystemTimeZoneById(terms.TimeZone, out var zone))
            return verdicts;

        var counted = box.Backups.Index().Where(one => IsCounted(one.Item) && one.Item.IsIn(terms)).Select(one => one.Index).ToList();
        var marks = RetentionMarks.Of(
            [
                .. counted.Select(index => box.Backups[index])
                    .Select(one => MarkedTime.Of(one.Backup.StartedAt, zone, one.IsPinned || one.IsRestored)),
            ],
            terms.Keep);
        foreach (var (index, mark) in counted.Zip(marks))
            verdicts[index] = Of(box, box.Backups[index], mark, terms, team, now);
        foreach (var (index, one) in box.Backups.Index().Where(one => !IsCounted(one.Item) && one.Item.IsIn(terms)))
            verdicts[index] = OfUncounted(box, one, team, now);
        return verdicts;
    }

    private static bool IsCounted(BackupFacts one) => one.Backup is { IsCompleted: true, KnownStart: not null };

    private static RetentionVerdict Of(
        BoxBackups box, BackupFacts one, Mark mark, RetentionTerms terms, Grants team, DateTimeOffset now)
    {
        var (backup, oldEnough) = (one.Backup, one.Backup.StartedAt + terms.MinimumAge);
        return one.IsPinned ? new(backup, RetentionReason.Pinned)
            : one.IsRestored ? new(backup, RetentionReason.Restoring)
            : mark.Period is { } period ? new(backup, RetentionReason.Counted, period, mark.Number)
            : backup.StartedAt == box.Newest ? new(backup, RetentionReason.Newest)
            : box.IsGone ? new(backup, RetentionReason.BoxGone)
            : now < oldEnough ? new(backup, RetentionReason.TooYoung, Until: oldEnough)
            : Unless(box, one, team, now);
    }

    // Unfinished, or without a time.
    private static RetentionVerdict OfUncounted(BoxBackups box, BackupFacts one, Grants team, DateTimeOffset now) =>
        one.Backup.KnownStart is not { } started ? new(one.Backup, RetentionReason.TimeUnknown)
        : one.IsPinned ? new(one.Backup, RetentionReason.Pinned)
        : box.IsGone ? new(one.Backup, RetentionReason.BoxGone)
        : one.Backup.State is BackupState.Stalled && started < box.Newest && now - started > StalledFor ? Unless(box, one, team, now)
        : new(one.Backup, RetentionReason.Unfinished);

    private static RetentionVerdict Unless(BoxBackups box, BackupFacts one, Grants team, DateTimeOffset now) =>
        !team.May(Right.Delete, box.Key.Zone, one.Backup.Slug) ? new(one.Backup, RetentionReason.NotAllowed)
        : one.Hold is { } hold && now < hold.Until ? new(one.Backup, hold.Reason, Number: hold.Failures, Until: hold.Until)
        : new(one.Backup, RetentionReason.Goes);
}
