using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Zones;

// How one set of backups became the next. A backup that has changed is in both lists.
internal sealed record SetChanges(IReadOnlyList<Backup> Removed, IReadOnlyList<Backup> Added)
{
    public static SetChanges Of(
        IReadOnlyList<Change<Backup>> changes, Dictionary<string, Backup> before, Dictionary<string, Backup> after)
    {
        var (removed, added) = (new List<Backup>(), new List<Backup>());
        foreach (var id in changes.Select(change => change.ItemId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (before.TryGetValue(id, out var former))
                removed.Add(former);
            if (after.TryGetValue(id, out var present))
                added.Add(present);
        }

        return new SetChanges(removed, added);
    }

    public IEnumerable<Backup> AppliedTo(IReadOnlyList<Backup> few)
    {
        var removed = Removed.Select(backup => backup.Id).ToHashSet(StringComparer.Ordinal);
        return few.Where(backup => !removed.Contains(backup.Id)).Concat(Added);
    }

    public IReadOnlyList<Change<Backup>> VisibleTo(Grants viewer, string zone)
    {
        var visible = Added.Where(backup => viewer.CanView(zone, backup.Slug)).ToDictionary(backup => backup.Id, StringComparer.Ordinal);
        return
        [
            .. visible.Values.Select(backup => new Upsert<Backup>(backup.Id, backup)),
            .. Removed.Where(backup => viewer.CanView(zone, backup.Slug) && !visible.ContainsKey(backup.Id))
                .Select(backup => new Delete<Backup>(backup.Id)),
        ];
    }
}
