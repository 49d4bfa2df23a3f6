using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

// One poll of a zone compared with its inventory. Pure. A list that was not read this time proves nothing. Boxes: without agents. Touched:
// backups that may have changed.
internal sealed record ZoneDiff(
    Diff<Backup> Backups, Diff<KnowledgeBox> Boxes, IReadOnlyDictionary<string, KnowledgeBox> BoxesNow, IReadOnlyList<Backup> Touched)
{
    public static ZoneDiff Of(
        ZoneInventory known, ZoneSnapshot snapshot, IReadOnlyList<Change<Backup>>? changes, DateTimeOffset? boxesCheckedAt)
    {
        var boxesNow = HasBoxesRead(known, snapshot) && !HasSameBoxes(known, snapshot) ? BoxesOf(snapshot) : known.Boxes;
        var boxes = CompareBoxes(known, snapshot, boxesNow, boxesCheckedAt);
        return new ZoneDiff(
            CompareBackups(
                known, snapshot, changes, backup => !snapshot.HasBackup(backup.Id) && (boxesNow.ContainsKey(backup.KnowledgeBoxId)
                || (snapshot.ListsEveryBox && !boxes.Missing.ContainsKey(backup.KnowledgeBoxId)))),
            boxes,
            boxesNow,
            changes is null ? [.. snapshot.Backups.Values] : [.. changes.OfType<Upsert<Backup>>().Select(change => change.Item)]);
    }

    // A token that sees fewer boxes than before sees fewer backups, too.
    private static Diff<Backup> CompareBackups(
        ZoneInventory known, ZoneSnapshot snapshot, IReadOnlyList<Change<Backup>>? changes, Func<Backup, bool> mayBeGone)
    {
        // A failed poll keeps the list of the one before. A list that was read again may be the same: what it lacks is missing once more.
        if (snapshot.AsOf == known.AsOf && ReferenceEquals(snapshot.Backups, known.Backups))
            return Diff<Backup>.Nothing(known.MissingBackups);

        var candidates = changes?.Select(IdOf)
            ?? (known.Backups.Count == 0 ? snapshot.Backups.Keys : known.Backups.Keys.Union(snapshot.Backups.Keys));
        return Diff<Backup>.Of(known.Backups, known.MissingBackups, snapshot.Backups, candidates, HaveSameFacts, mayBeGone);
    }

    // A missing box is gone when the account, counted since the list that first lacked it, has no more boxes than are listed.
    private static Diff<KnowledgeBox> CompareBoxes(
        ZoneInventory known, ZoneSnapshot snapshot, IReadOnlyDictionary<string, KnowledgeBox> now, DateTimeOffset? checkedAt)
    {
        if (!HasBoxesRead(known, snapshot))
            return Diff<KnowledgeBox>.Nothing(known.MissingBoxes);

        var mayBeGone = snapshot.ListsEveryBox && checkedAt >= known.BoxesAsOf;
        return Diff<KnowledgeBox>.Of(
            known.Boxes, known.MissingBoxes, now, HasSameBoxes(known, snapshot) ? [] : known.Boxes.Keys.Union(now.Keys),
            (before, after) => before == after,
            box => mayBeGone && !snapshot.HasBox(box.Id));
    }

    private static bool HasBoxesRead(ZoneInventory known, ZoneSnapshot snapshot) =>
        snapshot.BoxesAsOf is not null && (snapshot.BoxesAsOf != known.BoxesAsOf || !HasSameBoxes(known, snapshot));

    private static bool HasSameBoxes(ZoneInventory known, ZoneSnapshot snapshot) => ReferenceEquals(snapshot.KnowledgeBoxes, known.BoxList);

    private static Dictionary<string, KnowledgeBox> BoxesOf(ZoneSnapshot snapshot) =>
        snapshot.KnowledgeBoxes.Values.Where(box => !box.IsAgent).ToDictionary(box => box.Id, StringComparer.Ordinal);

    private static bool HaveSameFacts(Backup before, Backup after) => before with { State = after.State } == after;

    private static string IdOf(Change<Backup> change) =>
        change.ItemId ?? throw new InvalidOperationException("A reset stands alone.");
}
