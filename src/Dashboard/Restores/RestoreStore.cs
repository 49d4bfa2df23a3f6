using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Restores;

/// <summary>
/// The progress of restores, in the database and, for pages and alarms, as a feed. Each restore is written by one watcher only. What the
/// database does not accept is shown anyway, and written later.
/// </summary>
public sealed class RestoreStore : FeedStore<RestoresSnapshot, RestoreProgress>, ILoadAtStart, IWriteLater
{
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly WriteThrough<Guid> _database;

    public RestoreStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time, ILogger<RestoreStore> logger)
        : base(RestoresSnapshot.Empty, time)
    {
        _contexts = contexts;
        _database = new WriteThrough<Guid>(contexts, PutAsync, logger);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var latest = await _contexts.UseAsync(
            db => db.Set<RestoreProgress>().AsNoTracking().OrderByDescending(row => row.AcceptedAt).Take(RestoresSnapshot.MaximumHeld)
                .ToListAsync(cancellationToken),
            cancellationToken);
        Load(latest.Aggregate(RestoresSnapshot.Empty, (snapshot, row) => snapshot.With(row)));
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    /// <summary>Also one that is not held in memory: from here on it is.</summary>
    /// <exception cref="StorageException">It is not held in memory, and the database cannot be read.</exception>
    public async Task<RestoreProgress?> FindAsync(Guid operationId, CancellationToken cancellationToken)
    {
        if (Current.Find(operationId) is { } held)
            return held;

        var row = await _contexts.UseAsync(
            db => db.Set<RestoreProgress>().AsNoTracking().FirstOrDefaultAsync(row => row.OperationId == operationId, cancellationToken),
                cancellationToken);
        if (row is not null)
            Show(row);
        return row;
    }

    public async Task SaveAsync(RestoreProgress progress)
    {
        Show(progress);
        await _database.WriteAsync(progress.OperationId);
    }

    /// <summary>For what is not worth storing.</summary>
    public void Show(RestoreProgress progress) =>
        Publish(current => current.With(progress), new Upsert<RestoreProgress>(progress.OperationId.ToString(), progress));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    private async Task PutAsync(DashboardContext db, IReadOnlyCollection<Guid> ids)
    {
        foreach (var id in ids)
        {
            if (Current.Find(id) is not { } progress)
                continue;

            var isStored = await db.Set<RestoreProgress>().AnyAsync(row => row.OperationId == id);
            db.Entry(progress).State = isStored ? EntityState.Modified : EntityState.Added;
        }

        await db.SaveChangesAsync();
    }
}
