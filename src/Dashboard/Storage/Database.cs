using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

internal sealed class Database(IDbContextFactory<DashboardContext> contexts, IDatabaseEngine engine, IEnumerable<ILoadAtStart> loads)
{
    private volatile bool _isOpen;

    // False while this dashboard stands by.
    public bool IsOpen => _isOpen;

    // Throws StorageException: it cannot be used. The message names the file. Throws AggregateException: several things cannot be used.
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await contexts.UseAsync(db => engine.OpenAsync(db, cancellationToken), cancellationToken);
        var problems = new List<StorageException>();
        foreach (var load in loads)
        {
            try
            {
                await load.LoadAsync(cancellationToken);
            }
            catch (StorageException exception)
            {
                problems.Add(exception);
            }
        }

        if (problems.Count > 0)
            throw problems is [var problem] ? problem : new AggregateException(problems);

        _isOpen = true;
    }
}

/// <summary>Keeps a part of the database in memory, and reads it once the database is open.</summary>
internal interface ILoadAtStart
{
    Task LoadAsync(CancellationToken cancellationToken);
}
