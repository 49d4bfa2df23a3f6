using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

/// <summary>Holds data in memory that is written when the storage can be used again.</summary>
internal interface IWriteLater
{
    /// <returns>How much is still unwritten.</returns>
    Task<int> WriteAsync();
}

// Writes what a feature holds in memory. If that fails, it remembers the keys and writes them later, as memory has them then: only this
// process writes the database, and it reads these rows only at the start, so memory is right meanwhile.
internal sealed class WriteThrough<TKey>(
    IDbContextFactory<DashboardContext> contexts, Func<DashboardContext, IReadOnlyCollection<TKey>, Task> put, ILogger logger) : IDisposable
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, bool> _unwritten = new();
    private readonly SemaphoreSlim _writing = new(1);

    public async Task<int> WriteAsync(params IReadOnlyCollection<TKey> keys)
    {
        Remember(keys);
        await _writing.WaitAsync();
        IReadOnlyCollection<TKey> taken = [];
        try
        {
            // Taken before memory is read: a change in between is remembered again.
            taken = [.. _unwritten.Keys.Where(key => _unwritten.TryRemove(key, out _))];
            if (taken.Count > 0)
                await contexts.UseAsync(db => put(db, taken), CancellationToken.None);
            taken = [];
        }
        catch (StorageException exception)
        {
            Log.NotWritten(logger, exception, taken.Count);
        }
        finally
        {
            Remember(taken);
            _writing.Release();
        }

        return _unwritten.Count;
    }

    public void Dispose() => _writing.Dispose();

    private void Remember(IReadOnlyCollection<TKey> keys)
    {
        foreach (var key in keys)
            _unwritten[key] = true;
    }
}
