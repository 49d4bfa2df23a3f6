using System.Collections.Concurrent;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Access;

// The sessions, in memory and in the database, so that neither a restart nor a database that cannot be written signs anyone out. A
// redeemed refresh token is kept here until its successor is written, because the provider accepts it once.
internal sealed class SessionStore : ILoadAtStart, IWriteLater, IDisposable
{
    private readonly ConcurrentDictionary<string, SessionRow> _sessions = new(StringComparer.Ordinal);
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly WriteThrough<string> _database;

    public SessionStore(IDbContextFactory<DashboardContext> contexts, ILogger<SessionStore> logger)
    {
        _contexts = contexts;
        _database = new WriteThrough<string>(contexts, PutAsync, logger);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var session in await _contexts.UseAsync(db => db.Set<SessionRow>().AsNoTracking().ToListAsync(cancellationToken),
                cancellationToken))
            _sessions[session.Id] = session;
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    public void Dispose() => _database.Dispose();

    internal SessionRow? Find(string id) => _sessions.GetValueOrDefault(id);

    internal ICollection<SessionRow> All => _sessions.Values;

    internal IReadOnlyList<SessionRow> OfProvider(string providerSession) =>
        [.. _sessions.Values.Where(session => session.ProviderSession == providerSession)];

    internal async Task AddAsync(SessionRow session)
    {
        _sessions[session.Id] = session;
        await _database.WriteAsync(session.Id);
    }

    internal async Task<bool> TryConfirmAsync(string id, string refreshToken, string claims, DateTimeOffset at)
    {
        while (_sessions.TryGetValue(id, out var before))
        {
            if (!_sessions.TryUpdate(id, before with { RefreshToken = refreshToken, Claims = claims, ConfirmedAt = at }, before))
                continue;

            await _database.WriteAsync(id);
            return true;
        }

        return false;
    }

    internal async Task<bool> TryEndAsync(string id)
    {
        if (!_sessions.TryRemove(id, out _))
            return false;

        await _database.WriteAsync(id);
        return true;
    }

    // Deletes sessions that are too old or whose cookie has expired.
    internal async Task<IReadOnlyList<string>> PruneAsync(DateTimeOffset now)
    {
        var idleSince = now - SessionOptions.Idle;
        List<string> old =
            [.. _sessions.Where(one => (one.Value.EndsAt <= now || one.Value.ConfirmedAt <= idleSince) && _sessions.TryRemove(one))
                .Select(one => one.Key)];
        if (old.Count > 0)
            await _database.WriteAsync(old);
        return old;
    }

    private async Task PutAsync(DashboardContext db, IReadOnlyCollection<string> ids)
    {
        var stored = await db.Set<SessionRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        foreach (var id in ids)
        {
            if (Find(id) is { } session)
                db.Entry(session).State = stored.ContainsKey(id) ? EntityState.Modified : EntityState.Added;
            else if (stored.TryGetValue(id, out var ended))
                db.Remove(ended);
        }

        await db.SaveChangesAsync();
    }
}
