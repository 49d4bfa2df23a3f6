using System.Runtime.CompilerServices;

namespace BackupDashboard.Zones;

// The backups of each knowledge box, newest first, and what is counted over all of them.
internal sealed class BackupGroups
{
    private static readonly IComparer<Backup> NewestFirst = new BackupOrder(BackupSort.Started, Descending: true).At(default);

    private readonly Dictionary<string, Backup[]> _byBox;
    private StrongBox<DateTimeOffset?>? _lastFinished;

    public BackupGroups(IEnumerable<Backup> backups) => _byBox = backups.GroupBy(backup => backup.KnowledgeBoxId, StringComparer.Ordinal)
        .ToDictionary(box => box.Key, box => box.Order(NewestFirst).ToArray(), StringComparer.Ordinal);

    private BackupGroups(Dictionary<string, Backup[]> byBox) => _byBox = byBox;

    public IReadOnlyList<Backup> Of(string knowledgeBoxId) => _byBox.GetValueOrDefault(knowledgeBoxId, []);

    public IEnumerable<Backup> Newest => _byBox.Values.Select(box => box[0]);

    // Sorted.
    public IReadOnlyList<string> Slugs => field ??=
        [.. _byBox.Values.SelectMany(box => box.Select(backup => backup.Slug).Distinct(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public DateTimeOffset? LastFinished => (_lastFinished ??= new(_byBox.Values.Max(box => box.Max(backup => backup.KnownFinish)))).Value;

    public IEnumerable<string> BoxesOf(string slug) =>
        _byBox.Where(box => box.Value.Any(backup => backup.Slug == slug)).Select(box => box.Key);

    public BackupGroups Next(SetChanges changes)
    {
        var byBox = new Dictionary<string, Backup[]>(_byBox, StringComparer.Ordinal);
        foreach (var box in changes.Removed.Concat(changes.Added).Select(backup => backup.KnowledgeBoxId).Distinct(StringComparer.Ordinal))
        {
            var backups = changes.AppliedTo(Of(box)).Where(backup => backup.KnowledgeBoxId == box).Order(NewestFirst).ToArray();
            if (backups.Length == 0)
                byBox.Remove(box);
            else
                byBox[box] = backups;
        }

        return new BackupGroups(byBox);
    }
}
