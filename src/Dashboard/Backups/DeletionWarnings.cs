using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Backups;

// What someone should know before a backup is deleted. Pure.
internal static class DeletionWarnings
{
    public static IEnumerable<string> Of(Backup backup, ZoneSnapshot zone, JournalSnapshot journal)
    {
        var others = zone.Index.BackupsOf(backup.KnowledgeBoxId).Where(other => other.IsCompleted && other.Id != backup.Id).ToList();
        if (backup.IsCompleted && others.Count == 0)
            yield return "This is the only completed backup of this knowledge box. After this there will be none.";
        else if (backup.IsCompleted && others.All(other => journal.IsBeingDeleted(zone.Zone.Slug, other.Id)))
            yield return "Every other completed backup of this knowledge box is being deleted. After this there will be none.";
        else if (zone.Index.IsNewest(backup))
            yield return "This is the newest backup of this knowledge box.";
        if (zone.Index.IsOrphan(backup))
            yield return "The knowledge box itself is gone: its content exists in its backups alone.";
        else if (zone.Index.MayBeOrphan(backup))
            yield return "The knowledge box is not listed: it is gone, or the dashboard's token does not see it. Its content may exist "
                + "in its backups alone.";
        if (journal.UnknownStartOf(zone.Zone.Slug, backup.KnowledgeBoxId) is not null)
            yield return "Whether a new backup of this knowledge box has begun is not known: the cloud's answer did not arrive.";
        if (ObstacleTo(backup, zone, journal) is { } obstacle)
            yield return obstacle;
    }

    // What is lost if all of these are deleted. Counted over the whole zone: two of a box's backups may be its last two.
    public static IEnumerable<string> Of(IReadOnlyCollection<Backup> backups, ZoneSnapshot zone, JournalSnapshot journal)
    {
        var going = backups.Select(backup => backup.Id).ToHashSet(StringComparer.Ordinal);
        var emptied = backups.Where(backup => backup.IsCompleted).DistinctBy(backup => backup.KnowledgeBoxId)
            .Where(backup => !zone.Index.BackupsOf(backup.KnowledgeBoxId).Any(other =>
                other.IsCompleted && !going.Contains(other.Id) && !journal.IsBeingDeleted(zone.Zone.Slug, other.Id)))
            .ToList();
        if (emptied.Count > 0)
            yield return emptied.Count == 1
                ? "Afterwards 1 knowledge box has no completed backup at all."
                : $"Afterwards {emptied.Count} knowledge boxes have no completed backup at all.";

        var unsure = emptied.Count(zone.Index.MayBeOrphan);
        if (unsure > 0)
            yield return unsure == 1
                ? "1 of them is not listed, and may be gone itself: its content may exist in these backups alone."
                : $"{unsure} of them are not listed, and may be gone themselves: their content may exist in these backups alone.";

        var lost = emptied.Count(zone.Index.IsOrphan);
        if (lost > 0)
            yield return lost == 1
                ? "1 of them is gone itself: its content exists in these backups alone."
                : $"{lost} of them are gone themselves: their content exists in these backups alone.";
    }

    // Why the service would refuse; null if it would not.
    public static string? ObstacleTo(Backup backup, ZoneSnapshot zone, JournalSnapshot journal) =>
        journal.PinOf(zone.Zone.Slug, backup.Id) is { } pin ? $"It cannot be deleted: {pin.Actor.Name} has pinned it: {pin.Reason}"
        : journal.IsBeingDeleted(zone.Zone.Slug, backup.Id) ? "It is being deleted already."
        : journal.RestoreFrom(zone.Zone.Slug, backup.Id) is not null
            ? "It cannot be deleted: a restore from it is not known to be complete yet."
        : null;
}
