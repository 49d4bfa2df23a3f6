using System.Collections.Immutable;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Inventory;

internal sealed class InventoryStore(IDbContextFactory<DashboardContext> contexts)
{
    private const int ChunkSize = 500;

    public Task<ZoneInventory> LoadAsync(string zone, CancellationToken cancellationToken) =>
        contexts.UseAsync(db => LoadAsync(db, zone, cancellationToken), cancellationToken);

    private static async Task<ZoneInventory> LoadAsync(DashboardContext db, string zone, CancellationToken cancellationToken)
    {
        if (await db.Set<KnownZone>().AsNoTracking().FirstOrDefaultAsync(row => row.Slug == zone, cancellationToken) is not { } known)
            return new ZoneInventory();

        var backups = await db.Set<KnownBackup>().AsNoTracking().Where(row => row.Zone == zone && row.GoneAt == null)
            .ToListAsync(cancellationToken);
        var boxes = await db.Set<KnownBox>().AsNoTracking().Where(row => row.Zone == zone && row.GoneAt == null)
            .ToListAsync(cancellationToken);
        return new ZoneInventory
        {
            FirstSeenAt = known.FirstSeenAt,
            LastLookWrittenAt = known.LastLookAt,
            Backups = backups.ToDictionary(row => row.Id, row => row.ToBackup(), StringComparer.Ordinal),
            Undecided = backups.Where(row => row.Origin is BackupOrigin.Undecided)
                .ToImmutableDictionary(row => row.Id, row => row.ToBackup()),
            Boxes = boxes.ToDictionary(row => row.Id, row => row.ToBox(), StringComparer.Ordinal),
        };
    }

    public Task<HashSet<string>> KnownBackupsAmongAsync(string zone, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        AmongAsync(
            ids, (db, chunk) => db.Set<KnownBackup>().Where(row => row.Zone == zone && chunk.Contains(row.Id)).Select(row => row.Id),
            cancellationToken);

    public Task<HashSet<string>> KnownBoxesAmongAsync(string zone, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        AmongAsync(
            ids, (db, chunk) => db.Set<KnownBox>().Where(row => row.Zone == zone && chunk.Contains(row.Id)).Select(row => row.Id),
            cancellationToken);

    public async Task<HashSet<string>> AmongAsync(
        IEnumerable<string> ids, Func<DashboardContext, string[], IQueryable<string>> query, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(ChunkSize))
            found.UnionWith(await contexts.UseAsync(db => query(db, chunk).ToListAsync(cancellationToken), cancellationToken));

        return found;
    }

    public Task WriteAsync(InventoryChanges changes) => contexts.UseAsync(db => WriteAsync(db, changes), CancellationToken.None);

    private static async Task WriteAsync(DashboardContext db, InventoryChanges changes)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(changes.Row).State = changes.IsBaseline ? EntityState.Added : EntityState.Modified;
        if (changes.IsBaseline)
            await db.InsertAsync(changes.Backups.Select(change => KnownBackup.Of(changes.Zone, change, changes.At, BackupOrigin.Before)));
        else
            await PutBackupsAsync(db, changes);

        foreach (var chunk in changes.Boxes.Chunk(ChunkSize))
        {
            await PutBoxesAsync(db, changes, chunk);
            await FlushAsync(db);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static async Task PutBackupsAsync(DashboardContext db, InventoryChanges changes)
    {
        foreach (var chunk in changes.Backups.Chunk(ChunkSize))
        {
            var (zone, ids) = (changes.Zone, chunk.Select(change => change.Backup.Id).ToArray());
            var known = await db.Set<KnownBackup>().AsNoTracking()
                .Where(row => row.Zone == zone && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
            foreach (var change in chunk)
            {
                if (known.TryGetValue(change.Backup.Id, out var row))
                    db.Update(KnownBackup.Of(zone, change, row.FirstSeenAt, row.Origin));
                else
                    db.Add(KnownBackup.Of(zone, change, changes.At, BackupOrigin.Undecided));
            }

            await FlushAsync(db);
        }
    }

    private static async Task PutBoxesAsync(DashboardContext db, InventoryChanges changes, BoxChange[] chunk)
    {
        var (zone, ids) = (changes.Zone, chunk.Select(change => change.Box.Id).ToArray());
        var known = await db.Set<KnownBox>().AsNoTracking()
            .Where(row => row.Zone == zone && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        foreach (var change in chunk)
        {
            if (known.TryGetValue(change.Box.Id, out var row))
                db.Update(KnownBox.Of(zone, change, row.FirstSeenAt));
            else
                db.Add(KnownBox.Of(zone, change, changes.At));
        }
    }

    // Written rows are no longer tracked: a hundred thousand would slow down every next one.
    private static async Task FlushAsync(DashboardContext db)
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
