using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Schedules;

/// <summary>What schedules cover, as one viewer is allowed to see it: the only door for pages and endpoints.</summary>
public sealed class ScheduleViews(ZoneViews zones, Permissions permissions, IOptions<PollingOptions> polling, TimeProvider time)
{
    public ScheduleCover CoverOf(Schedule schedule, Grants viewer) => ScheduleCover.Of(
        schedule, [.. zones.All(viewer).Select(zone => zone.Current)], permissions.OfTeam(schedule.Team), polling.Value.StaleAfter,
        time.GetUtcNow());

    /// <summary>The schedules in sight that back up one knowledge box, by name.</summary>
    public IReadOnlyList<Schedule> Covering(JournalSnapshot journal, string zone, KnowledgeBox box) =>
    [
        .. journal.Schedules.Select(rule => rule.Schedule!)
            .Where(schedule => schedule.Boxes.Any(scope => scope.Covers(zone, box.Id, box.Slug))
                && permissions.OfTeam(schedule.Team).May(Right.Backup, zone, box.Slug))
            .OrderBy(schedule => schedule.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
