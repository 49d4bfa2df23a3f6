using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;

namespace BackupDashboard.Zones;

// Turns answers of the cloud into the next snapshot and the changes that lead to it. Pure.
internal static class SnapshotBuilder
{
    public static (ZoneSnapshot Next, IReadOnlyList<Change<Backup>> Changes) Next(
        ZoneSnapshot current, PollResult poll, TimeSpan stalledAfter)
    {
        var next = current with
        {
            Version = current.Version + 1,
            PolledAt = poll.At,
            Failure = poll.Failure is { } error ? new ZoneFailure(error, current.Failure?.Since ?? poll.At) : null,
        };
        if (poll.Boxes is { } boxes)
            next = next with
            {
                KnowledgeBoxes = ReferenceEquals(boxes, current.KnowledgeBoxes.Source) ? current.KnowledgeBoxes : BoxesOf(boxes),
                BoxesAsOf = poll.At,
                LeftOutBoxes = poll.BoxesLeftOut
            };
        if (poll.Backups is null)
            return (next, []);

        var (backups, changes) = BackupsOf(current.Backups, poll, stalledAfter);
        return (next with { Backups = backups, AsOf = poll.At, LeftOutBackups = poll.BackupsLeftOut }, changes);
    }

    public static IReadOnlyList<Change<Backup>> Differences(
        IReadOnlyDictionary<string, Backup> before, IReadOnlyDictionary<string, Backup> after)
    {
        if (ReferenceEquals(before, after))
            return [];

        var changes = new List<Change<Backup>>(Math.Max(0, after.Count - before.Count));
        foreach (var (id, backup) in after)
        {
            if (!before.TryGetValue(id, out var known) || known != backup)
                changes.Add(new Upsert<Backup>(id, backup));
        }

        changes.AddRange(before.Keys.Where(id => !after.ContainsKey(id)).Select(id => new Delete<Backup>(id)));
        return changes;
    }

    private static (BackupSet Next, IReadOnlyList<Change<Backup>> Changes) BackupsOf(
        BackupSet current, PollResult poll, TimeSpan stalledAfter)
    {
        if (poll.Update is not { } update)
        {
            var shared = new HashSet<string>(StringComparer.Ordinal);
            var whole = new BackupSet(poll.Backups!.Select(item => Sharing(shared, ToBackup(item, poll.At, stalledAfter))));
            var differences = Differences(current, whole);
            return (current.Count == 0 && whole.Count > 0 ? whole : current.With(differences), differences);
        }

        // What is unfinished becomes stalled by time alone.
        var changes = new Dictionary<string, Change<Backup>>(StringComparer.Ordinal);
        foreach (var backup in current.Unfinished)
        {
            if (StateOf(backup.StartedAt, null, poll.At, stalledAfter) is var state && state != backup.State)
                changes[backup.Id] = new Upsert<Backup>(backup.Id, backup with { State = state });
        }

        foreach (var id in update.Dropped)
            changes[id] = new Delete<Backup>(id);
        foreach (var backup in poll.Backups!.Select(item => ToBackup(item, poll.At, stalledAfter)))
        {
            if (current.GetValueOrDefault(backup.Id) == backup)
                changes.Remove(backup.Id);
            else
                changes[backup.Id] = new Upsert<Backup>(backup.Id, backup);
        }

        Change<Backup>[] all = [.. changes.Values];
        return (current.With(all), all);
    }

    // Most backups of a zone are of few boxes: one string for each of their names, and not one for each backup.
    // The reader has done so already, except for names that had to be made plain.
    private static Backup Sharing(HashSet<string> names, Backup backup)
    {
        var (box, slug, title) = (
            Shared(names, backup.KnowledgeBoxId), Shared(names, backup.Slug), Shared(names, backup.Title));
        return ReferenceEquals(box, backup.KnowledgeBoxId) && ReferenceEquals(slug, backup.Slug) && ReferenceEquals(title, backup.Title)
            ? backup
            : backup with { KnowledgeBoxId = box, Slug = slug, Title = title };
    }

    private static string Shared(HashSet<string> names, string name)
    {
        if (names.TryGetValue(name, out var shared))
            return shared;

        names.Add(name);
        return name;
    }

    private static KnowledgeBoxSet BoxesOf(IReadOnlyList<KnowledgeBox> boxes) => new(boxes, Clean);

    private static KnowledgeBox Clean(KnowledgeBox box) =>
        box with { Id = PlainText.Name(box.Id), Slug = PlainText.Name(box.Slug), Title = PlainText.Title(box.Title) };

    private static Backup ToBackup(BackupItem item, DateTimeOffset now, TimeSpan stalledAfter)
    {
        var box = item.KnowledgeBox;
        var startedAt = PlausibleTime.Of(item.StartedAt, now);
        DateTimeOffset? finishedAt = item.FinishedAt is { } finished ? PlausibleTime.Of(finished, now) : null;
        return new(PlainText.Name(item.Id), PlainText.Name(box.Id), PlainText.Name(box.Slug), PlainText.Title(box.Title),
            startedAt, finishedAt, item.Size < 0 ? null : item.Size, StateOf(startedAt, finishedAt, now, stalledAfter));
    }

    // An unfinished backup with an unknown start counts as stalled, because it would never become so.
    public static BackupState StateOf(DateTimeOffset startedAt, DateTimeOffset? finishedAt, DateTimeOffset now, TimeSpan stalledAfter) =>
        finishedAt is not null ? BackupState.Completed
        : now - startedAt > stalledAfter ? BackupState.Stalled
        : BackupState.InProgress;
}

internal sealed record PollResult(
    DateTimeOffset At, IReadOnlyList<BackupItem>? Backups, IReadOnlyList<KnowledgeBox>? Boxes, NucliaError? Failure)
{
    // How the list of backups differs from the one before; Backups are only the new ones then. Null for a whole list.
    public ListUpdate? Update { get; init; }

    public LeftOut BackupsLeftOut { get; init; } = LeftOut.None;

    public LeftOut BoxesLeftOut { get; init; } = LeftOut.None;
}
