using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

/// <summary>Opens the database before anything reads it: its folder, its migrations, then what the features hold of it in memory.</summary>
public sealed class Database(IDbContextFactory<DashboardContext> contexts, StorageLock only, IEnumerable<ILoadAtStart> loads)
{
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            only.Take();
            await db.Database.MigrateAsync(cancellation);
        }

        foreach (var load in loads)
            await load.LoadAsync(cancellation);
    }
}

/// <summary>Something that keeps a part of the database in memory, and reads it once the database is open.</summary>
public interface ILoadAtStart
{
    Task LoadAsync(CancellationToken cancellation);
}
