using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

/// <summary>What can be concluded from one <see cref="ZoneSnapshot"/>.</summary>
public sealed class ZoneIndex
{
    private readonly ILookup<string, Backup> _byBox;
    private readonly ZoneSnapshot _snapshot;

    public ZoneIndex(ZoneSnapshot snapshot)
    {
        _byBox = snapshot.Backups.Values.OrderByDescending(backup => backup.StartedAt).ToLookup(backup => backup.KnowledgeBoxId);
        Slugs = snapshot.KnowledgeBoxes.Values.Select(box => box.Slug).ToHashSet(StringComparer.Ordinal);
        BackedUpSlugs =
            [.. snapshot.Backups.Values.Select(backup => backup.Slug).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        TotalSize = Sizes.Total(snapshot.Backups.Values.Select(backup => backup.Size));
        InProgress = snapshot.Backups.Values.Count(backup => backup.State is BackupState.InProgress);
        Stalled = snapshot.Backups.Values.Count(backup => backup.State is BackupState.Stalled);
        LastFinished = snapshot.Backups.Values.Max(backup => PlausibleTime.Known(backup.FinishedAt));

        _snapshot = snapshot;
        Orphans = [.. _byBox.Select(box => box.First()).Where(IsOrphan)];
        MaybeOrphans = [.. _byBox.Select(box => box.First()).Where(MayBeOrphan)];
        WithoutBackup = snapshot.AsOf is null || snapshot.LeftOutBackups.IsAny
            ? []
            : [.. snapshot.KnowledgeBoxes.Values.Where(box => !box.IsAgent && !_byBox.Contains(box.Id))
                .OrderBy(box => box.Slug, StringComparer.Ordinal)];
    }

    /// <summary>Including those of agents.</summary>
    public IReadOnlySet<string> Slugs { get; }

    /// <summary>Sorted.</summary>
    public IReadOnlyList<string> BackedUpSlugs { get; }

    /// <summary>Bytes.</summary>
    public long TotalSize { get; }

    public int InProgress { get; }

    public int Stalled { get; }

    public DateTimeOffset? LastFinished { get; }

    /// <summary>The newest backup of each knowledge box that is gone.</summary>
    public IReadOnlyList<Backup> Orphans { get; }

    /// <summary>The newest backup of each knowledge box that is not listed and may or may not be gone.</summary>
    public IReadOnlyList<Backup> MaybeOrphans { get; }

    /// <summary>Empty while a backup cannot be read, because it may be one of theirs.</summary>
    public IReadOnlyList<KnowledgeBox> WithoutBackup { get; }

    /// <summary>Other slugs of the boxes that have, or had, this slug: with their numbers of backups, by slug.</summary>
    public List<(string Slug, int Backups)> OtherSlugsOf(string slug)
    {
        var boxes = _snapshot.Backups.Values.Where(backup => backup.Slug == slug).Select(backup => backup.KnowledgeBoxId)
            .Concat(_snapshot.KnowledgeBoxes.Values.Where(box => box.Slug == slug).Select(box => box.Id)).Distinct(StringComparer.Ordinal);
        return [.. boxes.SelectMany(box => _byBox[box]).Where(backup => backup.Slug != slug)
            .GroupBy(backup => backup.Slug, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => (one.Key, one.Count()))];
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<Backup> BackupsOf(string knowledgeBoxId) => _byBox[knowledgeBoxId];

    /// <summary>Unfinished, for however long: a stalled backup may still finish.</summary>
    public Backup? RunningBackupOf(string knowledgeBoxId) => _byBox[knowledgeBoxId].FirstOrDefault(backup => !backup.IsCompleted);

    /// <summary>Its box is gone. A list of boxes from before the backup proves nothing.</summary>
    public bool IsOrphan(Backup backup) => _snapshot.ListsEveryBox && IsUnlisted(backup);

    /// <summary>Its box is not listed, and may be one that the token does not cover.</summary>
    public bool MayBeOrphan(Backup backup) => !_snapshot.ListsEveryBox && IsUnlisted(backup);

    private bool IsUnlisted(Backup backup) => _snapshot.BoxesAsOf >= backup.StartedAt && !_snapshot.HasBox(backup.KnowledgeBoxId);

    public bool IsOnlyCompleted(Backup backup) =>
        backup.IsCompleted && !_byBox[backup.KnowledgeBoxId].Any(other => other.IsCompleted && other.Id != backup.Id);

    /// <summary>For a completed backup, among the completed ones: an unfinished backup does not replace it.</summary>
    public bool IsNewest(Backup backup) =>
        _byBox[backup.KnowledgeBoxId].First(other => other.IsCompleted || !backup.IsCompleted).Id == backup.Id;
}
