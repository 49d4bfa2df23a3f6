using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Schedules;

// What schedules cover now, for what the dashboard does by itself. Readers use ScheduleViews.
internal sealed class ScheduleBoxes(ZoneMonitor zones, Permissions permissions, IOptions<PollingOptions> polling, TimeProvider time)
{
    public ScheduleCover Of(Schedule schedule) =>
        ScheduleCover.Of(schedule, zones.All, permissions.OfTeam(schedule.Team), polling.Value.StaleAfter, time.GetUtcNow());
}
