using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>
/// Judges knowledge boxes by what is listed now, and by nothing else: a history of runs would call a box protected whose backups have been
/// deleted since.
/// </summary>
internal static class CoverageRules
{
    /// <summary>Every box of the zone but agents, which cannot be backed up, by slug. Boxes that are gone are not among them.</summary>
    public static IEnumerable<BoxCoverage> Of(
        ZoneSnapshot zone, JournalSnapshot journal, GoalBook goals, Func<string, string, Unchanged?> unchangedOf, TimeSpan staleAfter,
        DateTimeOffset now)
    {
        var doomed = journal.Active.Where(one => one.Kind is OperationKind.Delete && one.Zone == zone.Zone.Slug)
            .Select(one => one.BackupId).ToHashSet(StringComparer.Ordinal);
        var isKnown = zone is { IsLoaded: true, IsGone: false, BoxesAsOf: not null } && !zone.IsStale(now, staleAfter);
        var formers = zone.Index.Orphans.Concat(zone.Index.MaybeOrphans).ToLookup(backup => backup.Slug, StringComparer.Ordinal);
        foreach (var box in zone.KnowledgeBoxes.BySlug.Where(box => !box.IsAgent))
        {
            var (newest, running, count, size) = (default(Backup), default(Backup), 0, (Int128)0);

            // By the box's id: a box that was made anew under the same slug is not covered by the backups of the former one.
            foreach (var backup in zone.Index.BackupsOf(box.Id))
            {
                (count, size) = (count + 1, size + (backup.Size ?? 0));
                if (!backup.IsCompleted)
                    running ??= backup;
                else if (!doomed.Contains(backup.Id))
                    newest = Newer(newest, backup);
            }

            // As good as one of that moment, if it is still the newest.
            var unchangedAt = newest is not null && unchangedOf(zone.Zone.Slug, box.Id) is { } unchanged && unchanged.BackupId == newest.Id
                ? unchanged.At
                : default(DateTimeOffset?);
            var age = newest?.KnownStart is { } started
                ? Age(unchangedAt > started ? unchangedAt.Value : started, now)
                : default(TimeSpan?);
            var goal = goals.GoalOf(zone.Zone.Slug, box);
            var exemption = goals.ExemptionOf(zone.Zone.Slug, box);
            var verdict = exemption is not null ? Verdict.Exempt
                : !isKnown || goal.Problem is not null ? Verdict.Unknown
                : Judge(newest, age, goal, zone.LeftOutBackups.IsAny);
            yield return new BoxCoverage(
                zone.Zone.Slug, box, verdict, goal, newest, age, running, count, (long)Int128.Min(size, long.MaxValue))
            {
                UnchangedAt = unchangedAt,
                Exemption = exemption,
                Former = formers[box.Slug].MaxBy(backup => backup.StartedAt),
            };
        }
    }

    /// <summary>The boxes of the zone that are gone, and of which backups are left.</summary>
    public static IEnumerable<GoneBox> GoneFrom(ZoneSnapshot zone) => zone.Index.Orphans.Select(
        newest => new GoneBox(zone.Zone.Slug, newest, zone.Index.BackupsOf(newest.KnowledgeBoxId).Count()));

    // hasGaps: some of the zone's backups cannot be read, and a newer one of this box may be among them.
    private static Verdict Judge(Backup? newest, TimeSpan? age, FreshnessGoal goal, bool hasGaps) => (newest, age) switch
    {
        (null, _) => hasGaps ? Verdict.Unknown : Verdict.None,
        (_, null) => Verdict.Unknown,
        _ when age > goal.MaxAge => hasGaps ? Verdict.Unknown : Verdict.Late,
        _ when age > goal.DueSoonAfter => Verdict.DueSoon,
        _ => Verdict.Fresh,
    };

    // They come newest first, but one whose start is not known says nothing about the age of the others.
    private static Backup Newer(Backup? newest, Backup backup) =>
        newest is null || !PlausibleTime.IsKnown(newest.StartedAt) ? backup : newest;

    private static TimeSpan Age(DateTimeOffset started, DateTimeOffset now) => now > started ? now - started : TimeSpan.Zero;
}
