using BackupDashboard.Live;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Fingerprints;

/// <summary>Every fingerprint, in the database and in memory. A deleted backup's stays: what was counted once can not be counted again.</summary>
public sealed class FingerprintStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time) : ILoadAtStart, IDisposable
{
    private readonly Feed<FingerprintsSnapshot, Fingerprint> _feed = new(FingerprintsSnapshot.Empty, time);
    private readonly SemaphoreSlim _writing = new(1);

    public FingerprintsSnapshot Current => _feed.Current;

    public Subscription<FingerprintsSnapshot, Fingerprint> Subscribe() => _feed.Subscribe();

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Set<Fingerprint>().AsNoTracking().ToListAsync(cancellation);
        _feed.Update(_ => (FingerprintsSnapshot.Of(rows), []));
    }

    /// <summary>The two counts of a backup come from different sides and in any order: each adds to what is there.</summary>
    public async Task PutAsync(string zone, string backupId, Func<Fingerprint?, Fingerprint> change)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            var known = Current.Find(zone, backupId);
            var changed = change(known);
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            db.Entry(changed).State = known is null ? EntityState.Added : EntityState.Modified;
            await db.SaveChangesAsync(CancellationToken.None);
            _feed.Update(current => (current.With(changed), [new Upsert<Fingerprint>($"{zone}/{backupId}", changed)]));
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
