using BackupDashboard.Live;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Restores;

/// <summary>The progress of restores, in the database and, for pages and alarms, as a feed. One restore is written by one watcher only.</summary>
public sealed class RestoreStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time) : ILoadAtStart
{
    private readonly Feed<RestoresSnapshot, RestoreProgress> _feed = new(RestoresSnapshot.Empty, time);

    public RestoresSnapshot Current => _feed.Current;

    public Subscription<RestoresSnapshot, RestoreProgress> Subscribe() => _feed.Subscribe();

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var latest = await db.Set<RestoreProgress>().AsNoTracking()
            .OrderByDescending(row => row.AcceptedAt).Take(RestoresSnapshot.MaximumHeld).ToListAsync(cancellation);
        _feed.Update(_ => (latest.Aggregate(RestoresSnapshot.Empty, (snapshot, row) => snapshot.With(row)), []));
    }

    /// <summary>Also one that is not held in memory: from here on it is.</summary>
    public async Task<RestoreProgress?> FindAsync(Guid operationId, CancellationToken cancellation)
    {
        if (Current.Find(operationId) is { } held)
            return held;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Set<RestoreProgress>().AsNoTracking().FirstOrDefaultAsync(row => row.OperationId == operationId, cancellation);
        if (row is not null)
            Show(row);
        return row;
    }

    public async Task SaveAsync(RestoreProgress progress)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var isKnown = await db.Set<RestoreProgress>().AnyAsync(row => row.OperationId == progress.OperationId, CancellationToken.None);
        db.Entry(progress).State = isKnown ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(CancellationToken.None);
        Show(progress);
    }

    /// <summary>For what is not worth keeping.</summary>
    public void Show(RestoreProgress progress) =>
        _feed.Update(current => (current.With(progress), [new Upsert<RestoreProgress>(progress.OperationId.ToString(), progress)]));
}
