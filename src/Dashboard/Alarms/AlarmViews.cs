using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Alarms;

/// <summary>The alarms as one viewer is allowed to see them: the only door for pages.</summary>
public sealed class AlarmViews(AlarmStore alarms)
{
    public Subscription<AlarmSnapshot, Alarm> Subscribe(Grants viewer) =>
        alarms.Subscribe(
            (_, whole) => new(whole.Snapshot.VisibleTo(viewer), viewer.CanViewEverything ? whole.Changes : [new Reset<Alarm>()]));
}
