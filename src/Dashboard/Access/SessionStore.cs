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
    internal async Task<int> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var idleSince = now - SessionOptions.Idle;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<SessionRow>().Where(row => row.EndsAt <= now || row.ConfirmedAt <= idleSince).ExecuteDeleteAsync(cancellation);
    }
}
