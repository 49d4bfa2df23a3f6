namespace BackupDashboard.Crash;

internal enum Verdict
{
    /// <summary>Requested and not in the journal, refused without a reason, or different in the journal and in the cloud.</summary>
    Lost,

    /// <summary>Asked of the cloud more often than people requested it.</summary>
    Doubled,

    /// <summary>Not settled although the cloud answers.</summary>
    Unknown,
}

internal sealed record Finding(Verdict Verdict, string Text);

/// <summary>
/// Holds the journal against the browser, which saw what was accepted, and against the cloud, which saw what was done. Pure.
/// </summary>
/// <param name="Accepted">The targets of operations whose acceptance the browser showed, each as often as it did.</param>
/// <param name="Before">The cloud before the first operation.</param>
/// <param name="ThinnedOut">Boxes whose backups a retention rule deletes.</param>
internal sealed record Account(
    IReadOnlyList<JournalRow> Journal, IReadOnlyCollection<string> Accepted, IReadOnlyList<Command> Commands, CloudPicture Before,
        CloudPicture After, IReadOnlyList<CloudBox> ThinnedOut)
{
    private readonly ILookup<string, JournalRow> _journal = Journal.ToLookup(row => row.Target);

    public IReadOnlyList<Finding> Settle() => [.. Lost().Select(text => new Finding(Verdict.Lost, text)), .. Doubled(), .. Unknown()];

    private IEnumerable<string> Lost() =>
        [.. Forgotten(), .. RefusedForNothing(), .. WithoutEffect(), .. ClaimedTwice(), .. BackupsOfNobody(), .. BoxesOfNobody(),
            .. DeletionsOfNobody(), .. BrokenFloors()];

    private IEnumerable<string> Forgotten() =>
        from target in Accepted.CountBy(target => target)
        from missing in Enumerable.Range(0, Math.Max(0, target.Value - _journal[target.Key].Count()))
        select $"{target.Key} was accepted, and is not in the journal";

    /// <summary>The sandbox refuses nothing here, however badly it answers: what was accepted has no reason to end like that.</summary>
    private IEnumerable<string> RefusedForNothing() =>
        Journal.Where(row => row.State == "Rejected").Select(row => $"refused, and nothing was in its way: {row}");

    private IEnumerable<string> WithoutEffect()
    {
        var backups = After.Backups.Select(backup => backup.Id).ToHashSet();
        var boxes = After.Boxes.Select(box => (box.Id, box.Slug)).ToHashSet();
        return Journal
            .Where(row => row.HasSucceeded && !(row.Kind switch
            {
                "Start" => backups.Contains(row.UpstreamId!),
                "Restore" => boxes.Contains((row.UpstreamId!, row.NewSlug!)),
                "Delete" => !backups.Contains(row.BackupId!),

                // Schedules and rules are only recorded here.
                _ => true,
            }))
            .Select(row => $"said to have succeeded, and the cloud does not show it: {row}");
    }

    private IEnumerable<string> ClaimedTwice() =>
        from row in Journal
        where row is { HasSucceeded: true, Kind: "Start" or "Restore" }
        group row by row.UpstreamId into claims
        from extra in claims.Skip(1)
        select $"two operations claim {claims.Key}: {extra}";

    private IEnumerable<string> BackupsOfNobody()
    {
        var known = Before.Backups.Select(backup => backup.Id).Concat(Made("Start")).ToHashSet();
        return After.Backups.Where(backup => !known.Contains(backup.Id))
            .Select(backup => $"backup {backup.Id} was made, and no operation says so: {Tell(Targets.Box(backup.Zone, backup.BoxId))}");
    }

    private IEnumerable<string> BoxesOfNobody()
    {
        var known = Before.Boxes.Select(box => box.Id).Concat(Made("Restore")).ToHashSet();
        return After.Boxes.Where(box => !known.Contains(box.Id))
            .Select(box => $"box {box.Slug} was made, and no operation says so: {Tell(Targets.Slug(box.Slug))}");
    }

    private IEnumerable<string> DeletionsOfNobody()
    {
        var known = After.Backups.Select(backup => backup.Id)
            .Concat(Journal.Where(row => row is { HasSucceeded: true, Kind: "Delete" }).Select(row => row.BackupId!))
            .ToHashSet();
        return Before.Backups.Where(backup => !known.Contains(backup.Id))
            .Select(backup => $"backup {backup.Id} is gone, and no operation says so: {Tell(Targets.Backup(backup.Zone, backup.Id))}");
    }

    /// <summary>No rule may delete the newest complete backup of a box, whatever dies meanwhile.</summary>
    private IEnumerable<string> BrokenFloors()
    {
        var left = After.Backups.Select(backup => backup.Id).ToHashSet();
        return from box in ThinnedOut
               let newest = Before.Backups.Where(backup => backup.BoxId == box.Id && backup.IsComplete).MaxBy(backup => backup.StartedAt)
               where newest is not null && !left.Contains(newest.Id)
               select $"the newest complete backup of {box.Slug} is gone: {Tell(Targets.Backup(box.Zone, newest.Id))}";
    }

    private IEnumerable<Finding> Doubled() =>
        from asked in Commands.GroupBy(command => command.JournalTarget)
        let calls = asked.Count(command => !command.IsBeingCreated)
        let sent = _journal[asked.Key].Count(row => row.Attempts > 0)
        from extra in Enumerable.Range(0, Math.Max(0, calls - sent))
        select new Finding(
            Verdict.Doubled, $"asked {calls} times, carried out {asked.Count(command => command.IsApplied)} times: {Tell(asked.Key)}");

    private IEnumerable<Finding> Unknown() =>
        Journal.Where(row => row.IsActive).Select(row => new Finding(Verdict.Unknown, $"not settled: {row}"));

    private IEnumerable<string> Made(string kind) =>
        Journal.Where(row => row.HasSucceeded && row.Kind == kind).Select(row => row.UpstreamId!);

    private string Tell(string target) =>
        _journal[target].Any() ? string.Join("; ", _journal[target]) : $"{target}, of which the journal knows nothing";
}
