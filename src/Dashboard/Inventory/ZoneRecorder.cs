using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed class ZoneRecorder(
    string zone, InventoryStore store, BackupOrigins own, ZoneMonitor zones, IEnumerable<IZoneReportHandler> readers,
        ILogger<ZoneRecorder> logger)
{
    private static readonly TimeSpan LastLookInterval = TimeSpan.FromMinutes(5);

    private ZoneInventory? _memory;
    private bool _continues;

    public async Task TakeAsync(Batch<ZoneSnapshot, Backup> batch, CancellationToken cancellationToken)
    {
        _memory ??= await store.LoadAsync(zone, cancellationToken);

        // After a start, or a batch that failed, the changes are incomplete.
        var changes = _continues && !batch.IsReset && _memory.AsOf is not null ? batch.Changes : null;
        _continues = false;
        if (batch.Snapshot.IsLoaded)
            _memory = await TakeAsync(await FindAsync(_memory, batch.Snapshot, changes, cancellationToken), cancellationToken);
        else
            await TellAsync(new ZoneReport(batch.Snapshot) { FirstSeenAt = _memory.FirstSeenAt }, cancellationToken);
        _continues = true;
    }

    // Reported before it is written: after a crash in between it is found, and reported, again.
    private async Task<ZoneInventory> TakeAsync(ZoneChanges findings, CancellationToken cancellationToken)
    {
        await TellAsync(findings.ToNews(), cancellationToken);
        var changes = findings.ToChanges();
        var isWritten = changes.IsBaseline || changes.Backups.Count > 0 || changes.Boxes.Count > 0
            || changes.At - findings.Before.LastLookWrittenAt >= LastLookInterval;
        if (isWritten)
            await store.WriteAsync(changes);
        if (changes.IsBaseline)
            Log.Baseline(logger, zone, changes.Backups.Count, changes.Boxes.Count);
        return findings.ToMemory(isWritten);
    }

    private async Task<ZoneChanges> FindAsync(
        ZoneInventory memory, ZoneSnapshot snapshot, IReadOnlyList<Change<Backup>>? changes, CancellationToken cancellationToken)
    {
        var difference = ZoneDiff.Of(memory, snapshot, changes, zones.Account.Boxes.CheckedAt);
        if (memory.FirstSeenAt is null)
            return new ZoneChanges(memory, snapshot, difference)
            {
                ReturnedBackups = new HashSet<string>(),
                ReturnedBoxes = new HashSet<string>(),
                Decided = new Dictionary<string, BackupOrigin>(),
                Undecided = memory.Undecided,
                Deleted = new HashSet<string>(),
            };

        var (backups, boxes) = (difference.Backups, difference.Boxes);
        var returned = await store.KnownBackupsAmongAsync(zone, backups.Appeared.Select(backup => backup.Id), cancellationToken);
        var undecided = memory.Undecided
            .SetItems(
                backups.Appeared.Where(backup => !returned.Contains(backup.Id)).Select(backup => KeyValuePair.Create(backup.Id, backup)))
            .RemoveRange(backups.Gone.Select(backup => backup.Id));
        return new ZoneChanges(memory, snapshot, difference)
        {
            ReturnedBackups = returned,
            ReturnedBoxes = await store.KnownBoxesAmongAsync(zone, boxes.Appeared.Select(box => box.Id), cancellationToken),
            Decided = await own.DecideAsync(zone, [.. undecided.Values], cancellationToken),
            Undecided = undecided,
            Deleted = await own.DeletedAmongAsync(zone, backups.Gone.Select(backup => backup.Id), cancellationToken),
        };
    }

    private async Task TellAsync(ZoneReport news, CancellationToken cancellationToken)
    {
        foreach (var reader in readers)
            await reader.ReadAsync(news, cancellationToken);
    }
}
