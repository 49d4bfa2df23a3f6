using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Schedules;

/// <summary>What schedules cover, as one viewer is allowed to see it: the only door for pages and endpoints.</summary>
public sealed class ScheduleViews(
    ZoneViews zones, ScheduleHeads heads, Permissions permissions, IOptions<PollingOptions> polling, TimeProvider time)
{
    public ScheduleCover CoverOf(Schedule schedule, Grants viewer) => ScheduleCover.Of(
        schedule, [.. zones.All(viewer).Select(zone => zone.Current)], permissions.OfTeam(schedule.Team), polling.Value.StaleAfter,
        time.GetUtcNow());

    /// <summary>Which of its boxes have not had their turn at a time that has come. Null if there are none.</summary>
    /// <param name="cover">The boxes in sight.</param>
    /// <param name="latest">The latest time of which something was decided.</param>
    public ScheduleWait? WaitOf(Schedule schedule, ScheduleCover cover, OccurrenceSummary? latest, JournalSnapshot journal)
    {
        var now = time.GetUtcNow();
        if (heads.Find(schedule.Id) is not { } head || head.NextAt > now || schedule.IsPaused(now)
            || Recurrence.Of(schedule.Cron, schedule.TimeZone)?.UpTo(now) is not { } at)
            return null;

        var waiting = cover.Boxes.Count - (latest?.At == at ? latest.Boxes : 0);
        var slow = SlowZones.Of(journal, now);
        return waiting <= 0
            ? null
            : new ScheduleWait(at, waiting, [.. slow.Where(zone => cover.Boxes.Any(box => box.Key.Zone == zone.Key))]);
    }

    /// <summary>The schedules in sight that back up one knowledge box, by name.</summary>
    public IReadOnlyList<Schedule> Covering(JournalSnapshot journal, string zone, KnowledgeBox box) =>
    [
        .. journal.Schedules.Select(rule => rule.Schedule!)
            .Where(schedule => schedule.Boxes.Any(scope => scope.Covers(zone, box.Id, box.Slug))
                && permissions.OfTeam(schedule.Team).May(Right.Backup, zone, box.Slug))
            .OrderBy(schedule => schedule.Name, StringComparer.OrdinalIgnoreCase),
    ];
}

/// <param name="At">The time of the schedule.</param>
/// <param name="Boxes">How many wait for their turn.</param>
/// <param name="SlowZones">Those whose cloud asked to slow down, and until when.</param>
public sealed record ScheduleWait(DateTimeOffset At, int Boxes, IReadOnlyList<KeyValuePair<string, DateTimeOffset>> SlowZones);
