using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>All that is known at one moment, arranged for retention. Pure: made of snapshots.</summary>
internal sealed class RetentionFacts(
    JournalSnapshot journal, FingerprintsSnapshot fingerprints, Func<string, string, BackupMaker> makerOf,
    IReadOnlyDictionary<(string Zone, string BackupId), RetentionHold> holds, bool mayBeOlder,
    double largestLoss)
{
    private readonly HashSet<(string, string)> _pinned =
        [.. journal.InForce.Where(rule => rule.Kind is OperationKind.Pin).Select(pin => (pin.Zone, pin.BackupId!))];

    private readonly HashSet<(string, string)> _restored =
    [
        .. journal.Operations.Values
            .Where(operation => operation.Kind is OperationKind.Restore && (operation.IsActive || operation.IsArriving))
            .Select(restore => (restore.Zone, restore.BackupId!)),
    ];

    private readonly ILookup<BoxInZone, Operation> _byBox = journal.Operations.Values
        .Where(operation => operation.Kind is OperationKind.Start or OperationKind.Delete && (operation.IsActive || IsBegun(operation)))
        .ToLookup(operation => new BoxInZone(operation.Zone, operation.KnowledgeBoxId));

    /// <param name="isReadable">Its picture is fresh, and the account lists it.</param>
    public IReadOnlyList<BoxBackups> BoxesOf(ZoneSnapshot zone, bool isReadable) =>
        [.. zone.Backups.Groups.Newest.Select(newest => Of(zone, newest, isReadable))];

    private BoxBackups Of(ZoneSnapshot zone, Backup newest, bool isReadable)
    {
        var (slug, id) = (zone.Zone.Slug, newest.KnowledgeBoxId);
        var box = zone.KnowledgeBoxes.GetValueOrDefault(id);
        var backups = zone.Index.BackupsOf(id).Select(backup => new BackupFacts(
            backup, makerOf(slug, backup.Id), _pinned.Contains((slug, backup.Id)), _restored.Contains((slug, backup.Id)),
            holds.GetValueOrDefault((slug, backup.Id)))).ToList();
        return new BoxBackups(
            new BoxInZone(slug, id), box?.Slug ?? newest.Slug, box is null, backups,
            mayBeOlder ? RetentionWait.DatabaseOlder : isReadable ? WaitOf(zone, id, backups) : RetentionWait.ZoneNotReadable,
            ShrinkOf(slug, backups));
    }

    private RetentionWait? WaitOf(ZoneSnapshot zone, string id, IReadOnlyList<BackupFacts> backups)
    {
        var operations = _byBox[new BoxInZone(zone.Zone.Slug, id)].ToList();
        return operations.Exists(one => one is { Kind: OperationKind.Start, State: OperationState.Unknown }) ? RetentionWait.OutcomeUnknown
            : operations.Exists(one => one.Kind is OperationKind.Delete) ? RetentionWait.Deleting
            : operations.Exists(one => one.IsActive || !(one.EndedAt < zone.AsOf))
                || backups.Any(one => one.Backup.State is BackupState.InProgress) ? RetentionWait.BackupRunning
            : null;
    }

    // From one complete backup that was counted to the next: the newest loss, because older ones have been seen.
    private Shrink? ShrinkOf(string zone, IReadOnlyList<BackupFacts> backups)
    {
        (DateTimeOffset At, long Resources)? after = null;
        foreach (var backup in backups.Select(one => one.Backup).Where(backup => backup is { IsCompleted: true, KnownStart: not null }))
        {
            if (fingerprints.Find(zone, backup.Id)?.Best.Resources is not { } resources)
                continue;
            if (after is { } next && next.Resources < resources * (1 - largestLoss))
                return new Shrink(next.At, resources, next.Resources);

            after = (backup.StartedAt, resources);
        }

        return null;
    }

    // Its backup may not be listed yet.
    private static bool IsBegun(Operation operation) =>
        operation is { Kind: OperationKind.Start, State: OperationState.Succeeded, UpstreamId: not null };
}
