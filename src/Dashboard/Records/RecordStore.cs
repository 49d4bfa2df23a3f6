using System.Collections.Immutable;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Records;

/// <summary>Reads and writes what is recorded. A zone of a hundred thousand backups is written in chunks, in one transaction.</summary>
internal sealed class RecordStore(IDbContextFactory<DashboardContext> contexts)
{
    private const int ChunkSize = 500;

    public Task<ZoneMemory> LoadAsync(string zone, CancellationToken cancellation) =>
        contexts.UseAsync(db => LoadAsync(db, zone, cancellation), cancellation);

    private static async Task<ZoneMemory> LoadAsync(DashboardContext db, string zone, CancellationToken cancellation)
    {
        if (await db.Set<RecordedZone>().AsNoTracking().FirstOrDefaultAsync(row => row.Slug == zone, cancellation) is not { } known)
            return new ZoneMemory();

        var backups = await db.Set<RecordedBackup>().AsNoTracking().Where(row => row.Zone == zone && row.GoneAt == null).ToListAsync(cancellation);
        var boxes = await db.Set<RecordedBox>().AsNoTracking().Where(row => row.Zone == zone && row.GoneAt == null).ToListAsync(cancellation);
        return new ZoneMemory
        {
            FirstSeenAt = known.FirstSeenAt,
            LastLookWrittenAt = known.LastLookAt,
            Backups = backups.ToDictionary(row => row.Id, row => row.ToBackup(), StringComparer.Ordinal),
            Undecided = backups.Where(row => row.Origin is BackupOrigin.Undecided).ToImmutableDictionary(row => row.Id, row => row.ToBackup()),
            Boxes = boxes.ToDictionary(row => row.Id, row => row.ToBox(), StringComparer.Ordinal),
        };
    }

    /// <returns>Those that have been recorded at some time.</returns>
    public Task<HashSet<string>> KnownBackupsAmongAsync(string zone, IEnumerable<string> ids, CancellationToken cancellation) =>
        AmongAsync(ids, (db, chunk) => db.Set<RecordedBackup>().Where(row => row.Zone == zone && chunk.Contains(row.Id)).Select(row => row.Id), cancellation);

    public Task<HashSet<string>> KnownBoxesAmongAsync(string zone, IEnumerable<string> ids, CancellationToken cancellation) =>
        AmongAsync(ids, (db, chunk) => db.Set<RecordedBox>().Where(row => row.Zone == zone && chunk.Contains(row.Id)).Select(row => row.Id), cancellation);

    /// <returns>Those of the ids that the query finds. Asks nothing when there are none.</returns>
    public async Task<HashSet<string>> AmongAsync(
        IEnumerable<string> ids, Func<DashboardContext, string[], IQueryable<string>> query, CancellationToken cancellation)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(ChunkSize))
            found.UnionWith(await contexts.UseAsync(db => query(db, chunk).ToListAsync(cancellation), cancellation));

        return found;
    }

    /// <summary>Not cancelled half way: what has been told is written.</summary>
    public Task WriteAsync(RecordChanges changes) => contexts.UseAsync(db => WriteAsync(db, changes), CancellationToken.None);

    private static async Task WriteAsync(DashboardContext db, RecordChanges changes)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(changes.Row).State = changes.IsBaseline ? EntityState.Added : EntityState.Modified;
        if (changes.IsBaseline)
            await db.InsertAsync(changes.Backups.Select(change => RecordedBackup.Of(changes.Zone, change, changes.At, BackupOrigin.Before)));
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

    private static async Task PutBackupsAsync(DashboardContext db, RecordChanges changes)
    {
        foreach (var chunk in changes.Backups.Chunk(ChunkSize))
        {
            var (zone, ids) = (changes.Zone, chunk.Select(change => change.Backup.Id).ToArray());
            var known = await db.Set<RecordedBackup>().AsNoTracking()
                .Where(row => row.Zone == zone && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
            foreach (var change in chunk)
            {
                if (known.TryGetValue(change.Backup.Id, out var row))
                    db.Update(RecordedBackup.Of(zone, change, row.FirstSeenAt, row.Origin));
                else
                    db.Add(RecordedBackup.Of(zone, change, changes.At, BackupOrigin.Undecided));
            }

            await FlushAsync(db);
        }
    }

    private static async Task PutBoxesAsync(DashboardContext db, RecordChanges changes, BoxChange[] chunk)
    {
        var (zone, ids) = (changes.Zone, chunk.Select(change => change.Box.Id).ToArray());
        var known = await db.Set<RecordedBox>().AsNoTracking()
            .Where(row => row.Zone == zone && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        foreach (var change in chunk)
        {
            if (known.TryGetValue(change.Box.Id, out var row))
                db.Update(RecordedBox.Of(zone, change, row.FirstSeenAt));
            else
                db.Add(RecordedBox.Of(zone, change, changes.At));
        }
    }

    /// <summary>What has been written is forgotten: a hundred thousand tracked rows would slow every next one.</summary>
    private static async Task FlushAsync(DashboardContext db)
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
