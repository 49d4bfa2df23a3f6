using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Zones;

/// <summary>Cuts a zone's batches to what a viewer is allowed to see.</summary>
internal static class ZoneLens
{
    /// <summary>For readers who use the snapshot alone: the changes of a cut zone are not computed.</summary>
    public static Lens<ZoneSnapshot, Backup> Of(Grants viewer) => (_, whole) =>
        whole.Snapshot.VisibleTo(viewer) is var visible && ReferenceEquals(visible, whole.Snapshot)
            ? whole
            : new Batch<ZoneSnapshot, Backup>(visible, [new Reset<Backup>()]);

    /// <summary>For one reader, whose previous rights it remembers.</summary>
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
