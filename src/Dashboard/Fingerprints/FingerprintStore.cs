using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// Every fingerprint, in memory and in the database. A deleted backup's stays: what was counted once can not be counted again, so what the
/// database does not take is kept until it does.
/// </summary>
public sealed class FingerprintStore : ILoadAtStart, IWriteLater, IDisposable
{
    private readonly Feed<FingerprintsSnapshot, Fingerprint> _feed;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly WriteThrough<(string Zone, string BackupId)> _database;

    public FingerprintStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time, ILogger<FingerprintStore> logger)
    {
        _contexts = contexts;
        _feed = new Feed<FingerprintsSnapshot, Fingerprint>(FingerprintsSnapshot.Empty, time);
        _database = new WriteThrough<(string Zone, string BackupId)>(contexts, PutAsync, logger);
    }

    public FingerprintsSnapshot Current => _feed.Current;

    public Subscription<FingerprintsSnapshot, Fingerprint> Subscribe() => _feed.Subscribe();

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await _contexts.UseAsync(db => db.Set<Fingerprint>().AsNoTracking().ToListAsync(cancellation), cancellation);
        _feed.Update(_ => (FingerprintsSnapshot.Of(rows), []));
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    /// <summary>The two counts of a backup come from different sides and in any order: each adds to what is there.</summary>
    public async Task PutAsync(string zone, string backupId, Func<Fingerprint?, Fingerprint> change)
    {
        await _changing.WaitAsync(CancellationToken.None);
        try
        {
            var changed = change(Current.Find(zone, backupId));
            _feed.Update(current => (current.With(changed), [new Upsert<Fingerprint>($"{zone}/{backupId}", changed)]));
        }
        finally
        {
            _changing.Release();
        }

        await _database.WriteAsync((zone, backupId));
    }

    public void Dispose()
    {
        _changing.Dispose();
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
