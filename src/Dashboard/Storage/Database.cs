using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

internal sealed class Database(IDbContextFactory<DashboardContext> contexts, StorageLock only, IEnumerable<ILoadAtStart> loads)
{
    // Throws StorageException: it cannot be used. The message names the file. Throws AggregateException: several things cannot be used.
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await contexts.UseAsync(db => OpenAsync(db, cancellationToken), cancellationToken);
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
    }

    private async Task OpenAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
        only.Take();
        try
        {
            await FindOrCreateAsync(file, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await CheckAsync(db, cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:Path '{file}' cannot be used as the database: {exception.Message}", exception);
        }
    }

    private static async Task FindOrCreateAsync(string file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
            throw new IOException("It is a folder. Give the path of a file.");
        if (!File.Exists(file))
            await CreateAsync(file, cancellationToken);
        if (new FileInfo(file).Length == 0)
            throw new IOException("It is empty, so its content is lost. Restore a copy of it, or delete it to begin with a new one.");

        // SQLite gives the files beside the database the same mode, but only when it creates them.
        foreach (var beside in new[] { "", "-wal", "-shm" })
            PrivateFiles.Keep(file + beside);
    }

    // Under another name until it is a database: the next start would take an empty file for a lost one.
    private static async Task CreateAsync(string file, CancellationToken cancellationToken)
    {
        var unfinished = file + ".new";
        File.Delete(unfinished);
        await PrivateFiles.Open(unfinished, FileMode.CreateNew, FileShare.None).DisposeAsync();
        await using (
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = unfinished,
                Pooling = false
            }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = 'wal'";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Files left by a deleted database are no part of the new one.
        foreach (var beside in new[] { "-wal", "-shm" })
            File.Delete(file + beside);
        File.Move(unfinished, file);
    }

    private static async Task CheckAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQueryRaw<string>("PRAGMA quick_check(1)").ToListAsync(cancellationToken) is not ["ok"] and var faults)
            throw new IOException($"It is damaged ({string.Join(" ", faults)}). Restore a copy of it.");
    }
}

/// <summary>Keeps a part of the database in memory, and reads it once the database is open.</summary>
internal interface ILoadAtStart
{
    Task LoadAsync(CancellationToken cancellationToken);
}
