using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

/// <summary>What can be concluded from one <see cref="ZoneSnapshot"/>.</summary>
public sealed class ZoneIndex(ZoneSnapshot snapshot)
{
    /// <summary>Including those of agents.</summary>
    public IReadOnlySet<string> Slugs => snapshot.KnowledgeBoxes.Slugs;

    /// <summary>Sorted.</summary>
    public IReadOnlyList<string> BackedUpSlugs => Groups.Slugs;

    /// <summary>Bytes.</summary>
    public long TotalSize => snapshot.Backups.TotalSize;

    public int InProgress => snapshot.Backups.Unfinished.Count(backup => backup.State is BackupState.InProgress);

    public int Stalled => snapshot.Backups.Unfinished.Count(backup => backup.State is BackupState.Stalled);

    public DateTimeOffset? LastFinished => Groups.LastFinished;

    /// <summary>The newest backup of each knowledge box that is gone.</summary>
    public IReadOnlyList<Backup> Orphans => field ??= [.. Groups.Newest.Where(IsOrphan)];

    /// <summary>The newest backup of each knowledge box that is not listed and may or may not be gone.</summary>
    public IReadOnlyList<Backup> MaybeOrphans => field ??= [.. Groups.Newest.Where(MayBeOrphan)];

    /// <summary>Sorted by slug. Empty while a backup cannot be read, because it may be one of theirs.</summary>
    public IReadOnlyList<KnowledgeBox> WithoutBackup => field ??= snapshot.AsOf is null || snapshot.LeftOutBackups.IsAny
        ? []
        : [.. snapshot.KnowledgeBoxes.BySlug.Where(box => !box.IsAgent && Groups.Of(box.Id).Count == 0)];

    private BackupGroups Groups => snapshot.Backups.Groups;

    /// <summary>Other slugs of the boxes that have, or had, this slug: with their numbers of backups, by slug.</summary>
    public List<(string Slug, int Backups)> OtherSlugsOf(string slug)
    {
        var boxes = Groups.BoxesOf(slug)
            .Concat(snapshot.KnowledgeBoxes.Values.Where(box => box.Slug == slug).Select(box => box.Id)).Distinct(StringComparer.Ordinal);
        return [.. boxes.SelectMany(box => Groups.Of(box)).Where(backup => backup.Slug != slug)
            .GroupBy(backup => backup.Slug, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => (one.Key, one.Count()))];
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<Backup> BackupsOf(string knowledgeBoxId) => Groups.Of(knowledgeBoxId);

    /// <summary>Unfinished, for however long: a stalled backup may still finish.</summary>
    public Backup? RunningBackupOf(string knowledgeBoxId) => Groups.Of(knowledgeBoxId).FirstOrDefault(backup => !backup.IsCompleted);

    /// <summary>Its box is gone. A list of boxes from before the backup proves nothing.</summary>
    public bool IsOrphan(Backup backup) => snapshot.ListsEveryBox && IsUnlisted(backup);

    /// <summary>Its box is not listed, and may be one that the token does not cover.</summary>
    public bool MayBeOrphan(Backup backup) => !snapshot.ListsEveryBox && IsUnlisted(backup);

    private bool IsUnlisted(Backup backup) => snapshot.BoxesAsOf >= backup.StartedAt && !snapshot.HasBox(backup.KnowledgeBoxId);

    /// <summary>For a completed backup, among the completed ones: an unfinished backup does not replace it.</summary>
    public bool IsNewest(Backup backup) =>
        Groups.Of(backup.KnowledgeBoxId).First(other => other.IsCompleted || !backup.IsCompleted).Id == backup.Id;
}
