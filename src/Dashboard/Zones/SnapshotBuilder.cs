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
        if (poll.Boxes is not null)
            next = next with
            {
                KnowledgeBoxes = ById(poll.Boxes.Select(Clean), box => box.Id),
                BoxesAsOf = poll.At,
                LeftOutBoxes = poll.BoxesLeftOut
            };
        if (poll.Backups is null)
            return (next, []);

        var backups = ById(poll.Backups.Select(item => ToBackup(item, poll.At, stalledAfter)), backup => backup.Id);
        return (
            next with { Backups = backups, AsOf = poll.At, LeftOutBackups = poll.BackupsLeftOut }, Differences(current.Backups, backups));
    }

    public static IReadOnlyList<Change<Backup>> Differences(
        IReadOnlyDictionary<string, Backup> before, IReadOnlyDictionary<string, Backup> after)
    {
        var changes = new List<Change<Backup>>();
        foreach (var (id, backup) in after)
        {
            if (!before.TryGetValue(id, out var known) || known != backup)
                changes.Add(new Upsert<Backup>(id, backup));
        }

        changes.AddRange(before.Keys.Where(id => !after.ContainsKey(id)).Select(id => new Delete<Backup>(id)));
        return changes;
    }

    private static Dictionary<string, T> ById<T>(IEnumerable<T> items, Func<T, string> id)
    {
        // Not ToDictionary: an id that the cloud lists twice must not fail the poll.
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            byId[id(item)] = item;
        return byId;
    }

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
    public LeftOut BackupsLeftOut { get; init; } = LeftOut.None;

    public LeftOut BoxesLeftOut { get; init; } = LeftOut.None;
}
