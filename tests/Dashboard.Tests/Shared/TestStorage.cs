using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// A database of a test's own, and the files beside it, in a folder that goes with them. A real database: what is lost with a process must
/// be lost here, too.
/// </summary>
public sealed class TestStorage : IDisposable
{
    /// <summary>Where there is one, a disk in memory: thousands of commits need not reach a real one.</summary>
    internal static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly ITestDatabase _database;

    /// <summary>The provider that the environment names in TEST_STORAGE: ./test.sh runs the suites of the storage on both.</summary>
    public TestStorage()
        : this(Environment.GetEnvironmentVariable("TEST_STORAGE") == nameof(StorageProvider.Postgres)
            ? StorageProvider.Postgres
            : StorageProvider.Sqlite)
    {
    }

    /// <summary>Of one provider, for what is only true of it.</summary>
    internal TestStorage(StorageProvider provider)
    {
        Directory.CreateDirectory(Folder);
        _database = provider switch
        {
            StorageProvider.Sqlite => new SqliteTestDatabase(Folder),
            StorageProvider.Postgres => new PostgresTestDatabase(),
        };
    }

    /// <summary>Lasts as long as the storage, over restarts.</summary>
    public IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    public string Folder { get; } = Path.Combine(Root, $"backup-dashboard-{Guid.NewGuid():N}");

    /// <summary>Of SQLite.</summary>
    public string DatabaseFile => SqliteTestDatabase.FileIn(Folder);

    public string KeyFile => Path.Combine(Folder, "journal.key");

    public string HeadFile => Path.Combine(Folder, "journal.head");

    public LastHead LastHead => new(HeadFile, NullLogger<LastHead>.Instance);

    public IDbContextFactory<DashboardContext> Contexts => _database.Contexts;

    /// <summary>A copy of the database, as its backup makes it.</summary>
    public bool HasCopy => _database.HasCopy;

    public void AddTo(Dictionary<string, string?> settings)
    {
        _database.AddTo(settings);
        settings["Storage:KeyFile"] = KeyFile;
    }

    /// <summary>From now on nothing can be read or written, even by those that have it open.</summary>
    public void Lose() => _database.Lose();

    public void Recover() => _database.Recover();

    public void Copy() => _database.Copy();

    /// <summary>While no one has the database open.</summary>
    public void PutBack() => _database.PutBack();

    /// <inheritdoc cref="ITestDatabase.Execute"/>
    public void Execute(string sql) => _database.Execute(sql);

    /// <inheritdoc cref="ITestDatabase.UnguardHistory"/>
    public void UnguardHistory() => _database.UnguardHistory();

    /// <inheritdoc cref="ITestDatabase.RefuseOperations"/>
    public void RefuseOperations() => _database.RefuseOperations();

    /// <inheritdoc cref="ITestDatabase.Read"/>
    public string Read() => _database.Read();

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
