using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed class ZoneRecorder(
    string zone, InventoryStore store, BackupOrigins own, ZoneMonitor zones, IEnumerable<IZoneReportHandler> handlers,
        ILogger<ZoneRecorder> logger)
{
    private static readonly TimeSpan LastLookInterval = TimeSpan.FromMinutes(5);

    private ZoneInventory? _known;
    private bool _continues;

    public async Task TakeAsync(Batch<ZoneSnapshot, Backup> batch, CancellationToken cancellationToken)
    {
        _known ??= await store.LoadAsync(zone, cancellationToken);

        // After a start, or a batch that failed, the changes are incomplete.
        var changes = _continues && !batch.IsReset && _known.AsOf is not null ? batch.Changes : null;
        _continues = false;
        if (batch.Snapshot.IsLoaded)
            _known = await TakeAsync(await FindAsync(_known, batch.Snapshot, changes, cancellationToken), cancellationToken);
        else
            await ReportAsync(new ZoneReport(batch.Snapshot) { FirstSeenAt = _known.FirstSeenAt }, cancellationToken);
        _continues = true;
    }

    // Reported before it is written: after a crash in between it is found, and reported, again.
    private async Task<ZoneInventory> TakeAsync(ZoneChanges found, CancellationToken cancellationToken)
    {
        await ReportAsync(found.ToReport(), cancellationToken);
        var changes = found.ToChanges();
        var isWritten = changes.IsBaseline || changes.Backups.Count > 0 || changes.Boxes.Count > 0
            || changes.At - found.Before.LastLookWrittenAt >= LastLookInterval;
        if (isWritten)
            await store.WriteAsync(changes);
        if (changes.IsBaseline)
            Log.Baseline(logger, zone, changes.Backups.Count, changes.Boxes.Count);
        return found.ToInventory(isWritten);
    }

    private async Task<ZoneChanges> FindAsync(
        ZoneInventory known, ZoneSnapshot snapshot, IReadOnlyList<Change<Backup>>? changes, CancellationToken cancellationToken)
    {
        var difference = ZoneDiff.Of(known, snapshot, changes, zones.Account.Boxes.CheckedAt);
        if (known.FirstSeenAt is null)
            return new ZoneChanges(known, snapshot, difference)
            {
                ReturnedBackups = new HashSet<string>(),
                ReturnedBoxes = new HashSet<string>(),
                Decided = new Dictionary<string, BackupOrigin>(),
                Undecided = known.Undecided,
                Deleted = new HashSet<string>(),
            };

        var (backups, boxes) = (difference.Backups, difference.Boxes);
        var returned = await store.KnownBackupsAmongAsync(zone, backups.Appeared.Select(backup => backup.Id), cancellationToken);
        var undecided = known.Undecided
            .SetItems(
                backups.Appeared.Where(backup => !returned.Contains(backup.Id)).Select(backup => KeyValuePair.Create(backup.Id, backup)))
            .RemoveRange(backups.Gone.Select(backup => backup.Id));
        return new ZoneChanges(known, snapshot, difference)
        {
            ReturnedBackups = returned,
            ReturnedBoxes = await store.KnownBoxesAmongAsync(zone, boxes.Appeared.Select(box => box.Id), cancellationToken),
            Decided = await own.DecideAsync(zone, [.. undecided.Values], cancellationToken),
            Undecided = undecided,
            Deleted = await own.DeletedAmongAsync(zone, backups.Gone.Select(backup => backup.Id), cancellationToken),
        };
    }

    private async Task ReportAsync(ZoneReport report, CancellationToken cancellationToken)
    {
        foreach (var handler in handlers)
            await handler.HandleAsync(report, cancellationToken);
    }
}
