using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Schedules;

// What schedules cover now, for what the dashboard does by itself. Readers use ScheduleViews.
public sealed class ScheduleBoxes(ZoneMonitor zones, Permissions permissions, IOptions<PollingOptions> polling, TimeProvider time)
{
    /// <summary>Whether there are boxes that one covers and the other, if there is one, does not.</summary>
    public bool CoversMore(Schedule one, Schedule? other) =>
        Of(one).Boxes.Select(box => box.Key).Except(other is null ? [] : Of(other).Boxes.Select(box => box.Key)).Any();

    public ScheduleCover Of(Schedule schedule) =>
        ScheduleCover.Of(schedule, zones.All, permissions.OfTeam(schedule.Team), polling.Value.StaleAfter, time.GetUtcNow());
}
