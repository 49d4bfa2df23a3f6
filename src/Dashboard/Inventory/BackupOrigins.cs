using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

// Which backups our operations created and deleted, however long ago.
internal sealed class BackupOrigins(OperationJournal journal, InventoryStore store)
{
    // Which of these new backups are ours. Omits those that an unsettled operation may have created.
    public async Task<IReadOnlyDictionary<string, BackupOrigin>> DecideAsync(
        string zone, IReadOnlyCollection<Backup> backups, CancellationToken cancellationToken)
    {
        if (backups.Count == 0)
            return new Dictionary<string, BackupOrigin>();

        // In this order: an operation that ends between the two has left its backup's id in the database.
        var starting = journal.Current.Active
            .Where(operation => operation.Kind is OperationKind.Start && operation.Zone == zone)
            .Select(operation => operation.KnowledgeBoxId)
            .ToHashSet(StringComparer.Ordinal);
        var settled = backups.Where(backup => !starting.Contains(backup.KnowledgeBoxId)).Select(backup => backup.Id).ToList();
        var ours = await store.AmongAsync(
            settled,
            (db, ids) => db.Set<OperationRow>()
                .Where(row => row.Kind == OperationKind.Start && row.Zone == zone && ids.Contains(row.UpstreamId))
                .Select(row => row.UpstreamId!),
            cancellationToken);
        return settled.ToDictionary(id => id, id => ours.Contains(id) ? BackupOrigin.Ours : BackupOrigin.Elsewhere, StringComparer.Ordinal);
    }

    // Returns those for which we sent a deletion. One that was declared failed counts: it may have been applied late.
    public Task<HashSet<string>> DeletedAmongAsync(string zone, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        store.AmongAsync(
            ids,
            (db, chunk) => db.Set<OperationRow>()
                .Where(row => row.Kind == OperationKind.Delete && row.Zone == zone && chunk.Contains(row.BackupId))
                .Where(row => row.Attempts > 0 && row.State != OperationState.Scheduled && row.State != OperationState.Rejected)
                .Select(row => row.BackupId!),
            cancellationToken);
}
