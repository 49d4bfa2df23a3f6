using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// Every fingerprint, in memory and in the database. That of a deleted backup stays: a count cannot be repeated, so what the database does
/// not accept is kept until it does.
/// </summary>
public sealed class FingerprintStore : FeedStore<FingerprintsSnapshot, Fingerprint>, ILoadAtStart, IWriteLater
{
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly WriteThrough<(string Zone, string BackupId)> _database;

    public FingerprintStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time, ILogger<FingerprintStore> logger)
        : base(FingerprintsSnapshot.Empty, time)
    {
        _contexts = contexts;
        _database = new WriteThrough<(string Zone, string BackupId)>(contexts, PutAsync, logger);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await _contexts.UseAsync(db => db.Set<Fingerprint>().AsNoTracking().ToListAsync(cancellationToken), cancellationToken);
        Load(FingerprintsSnapshot.Of(rows));
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    /// <summary>The two counts of a backup arrive in any order: each adds to what is there.</summary>
    public async Task PutAsync(string zone, string backupId, Func<Fingerprint?, Fingerprint> change)
    {
        await ChangeAsync(
            () =>
            {
                var changed = change(Current.Find(zone, backupId));
                Publish(current => current.With(changed), new Upsert<Fingerprint>($"{zone}/{backupId}", changed));
                return Task.FromResult(changed);
            },
            CancellationToken.None);
        await _database.WriteAsync((zone, backupId));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    private async Task PutAsync(DashboardContext db, IReadOnlyCollection<(string Zone, string BackupId)> keys)
    {
        foreach (var (zone, backupId) in keys)
        {
            if (Current.Find(zone, backupId) is not { } fingerprint)
                continue;

            var isStored = await db.Set<Fingerprint>().AnyAsync(row => row.Zone == zone && row.BackupId == backupId);
            db.Entry(fingerprint).State = isStored ? EntityState.Modified : EntityState.Added;
        }

        await db.SaveChangesAsync();
    }
}
