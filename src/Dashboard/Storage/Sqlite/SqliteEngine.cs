using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage.Sqlite;

internal sealed class SqliteEngine(string file, ILoggerFactory? loggers = null) : IDatabaseEngine, IDisposable
{
    private readonly StorageLock _only = new(file + ".lock");

    private readonly DbContextOptions<SqliteContext> _options = new DbContextOptionsBuilder<SqliteContext>()
        .UseSqlite(ConnectionTo(file)).UseLoggerFactory(loggers).AddInterceptors(new BusyTimeout()).Options;

    public DashboardContext NewContext() => new SqliteContext(_options);

    public async Task OpenAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
        _only.Take();
        try
        {
            await FindOrCreateAsync(cancellationToken);
            await db.BringToThisVersionAsync(cancellationToken);
            await CheckAsync(db, cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:Path '{file}' cannot be used as the database: {exception.Message}", exception);
        }
    }

    public void Dispose() => _only.Dispose();

    // Never creates the file: one that is deleted while the dashboard runs must not come back empty.
    private static string ConnectionTo(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, ForeignKeys = true }.ToString();

    private async Task FindOrCreateAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
            throw new IOException("It is a folder. Give the path of a file.");
        if (!File.Exists(file))
            await CreateAsync(cancellationToken);
        if (new FileInfo(file).Length == 0)
            throw new IOException("It is empty, so its content is lost. Restore a copy of it, or delete it to begin with a new one.");

        // SQLite gives the files beside the database the same mode, but only when it creates them.
        foreach (var beside in new[] { "", "-wal", "-shm" })
            PrivateFiles.Keep(file + beside);
    }

    // Under another name until it is a database: the next start would take an empty file for a lost one.
    private async Task CreateAsync(CancellationToken cancellationToken)
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
