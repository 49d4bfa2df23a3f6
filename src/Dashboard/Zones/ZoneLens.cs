using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Zones;

internal static class ZoneLens
{
    public static Lens<ZoneSnapshot, Backup> Of(Grants viewer) => (_, whole) =>
        whole.Snapshot.VisibleTo(viewer) is var visible && ReferenceEquals(visible, whole.Snapshot)
            ? whole
            : new Batch<ZoneSnapshot, Backup>(visible, [new Reset<Backup>()]);

    public static Lens<ZoneSnapshot, Backup> OfChanges(Func<Grants> viewerNow)
    {
        Grants? before = null;
        return (shown, whole) =>
        {
            var viewer = viewerNow();
            var isReset = whole.IsReset || shown is null || viewer != before;
            before = viewer;
            var visible = whole.Snapshot.VisibleTo(viewer);
            return isReset ? new Batch<ZoneSnapshot, Backup>(visible, [new Reset<Backup>()])
                : ReferenceEquals(visible, whole.Snapshot) ? whole
                : new Batch<ZoneSnapshot, Backup>(visible, SnapshotBuilder.Differences(shown!.Backups, visible.Backups));
        };
    }
}
