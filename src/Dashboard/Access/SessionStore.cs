using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Access;

/// <summary>The sessions in the database: a restart of the dashboard signs nobody out.</summary>
public sealed class SessionStore(IDbContextFactory<DashboardContext> contexts)
{
    internal async Task AddAsync(SessionRow session, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
    }

    internal async Task<SessionRow?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<SessionRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    /// <returns>False when the session has ended meanwhile.</returns>
    internal async Task<bool> TryConfirmAsync(string id, string refreshToken, string claims, DateTimeOffset at)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<SessionRow>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.RefreshToken, refreshToken)
            .SetProperty(one => one.Claims, claims)
            .SetProperty(one => one.ConfirmedAt, at)) > 0;
    }

    /// <returns>False when it had ended before.</returns>
    internal async Task<bool> TryEndAsync(string id)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<SessionRow>().Where(row => row.Id == id).ExecuteDeleteAsync() > 0;
    }

    /// <summary>Deletes what is too old, and what nobody has asked for since its cookie expired.</summary>
    /// <returns>Their ids.</returns>
    internal async Task<IReadOnlyList<string>> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var idleSince = now - SessionOptions.Idle;
        await using var db = await contexts.CreateDbContextAsync(cancellation);

        // Immediate: what is told is what is deleted.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var old = db.Set<SessionRow>().Where(row => row.EndsAt <= now || row.ConfirmedAt <= idleSince);
        var ids = await old.Select(row => row.Id).ToListAsync(cancellation);
        await old.ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ids;
    }
}
