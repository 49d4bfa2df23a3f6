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
                : new Batch<ZoneSnapshot, Backup>(visible, [.. VisibleChanges(whole.Changes, shown!, visible)]);
        };
    }

    // A backup whose box was renamed may come into sight, or go out of it.
    private static IEnumerable<Change<Backup>> VisibleChanges(
        IReadOnlyList<Change<Backup>> changes, ZoneSnapshot shown, ZoneSnapshot visible)
    {
        foreach (var change in changes)
        {
            if (change is Upsert<Backup> upsert && visible.Backups.ContainsKey(upsert.Id))
                yield return upsert;
            else if (change.ItemId is { } id && shown.Backups.ContainsKey(id))
                yield return new Delete<Backup>(id);
        }
    }
}
