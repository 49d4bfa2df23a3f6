using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// A database of a test's own, in a folder that goes with it. A real file: what is lost with a process must be lost here, too.
/// </summary>
public sealed class TestStorage : IDisposable
{
    /// <summary>Where there is one, a disk in memory: thousands of commits need not reach a real one.</summary>
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    /// <summary>Migrated once and copied: migrations are tested by themselves.</summary>
    private static readonly Lazy<byte[]> Template = new(Migrated);

    public TestStorage()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(DatabaseFile, Template.Value);
    }

    /// <summary>Lasts as long as the storage, over restarts.</summary>
    public IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    public string Folder { get; } = Path.Combine(Root, $"backup-dashboard-{Guid.NewGuid():N}");

    public string DatabaseFile => Path.Combine(Folder, "test.db");

    public string KeyFile => Path.Combine(Folder, "journal.key");

    public string HeadFile => Path.Combine(Folder, "journal.head");

    public LastHead LastHead => new(HeadFile, NullLogger<LastHead>.Instance);

    public IDbContextFactory<DashboardContext> Contexts => new Factory(
        new DbContextOptionsBuilder<DashboardContext>().UseSqlite($"Data Source={DatabaseFile};Foreign Keys=True").Options);

    public void AddTo(Dictionary<string, string?> settings)
    {
        settings["Storage:Path"] = DatabaseFile;
        settings["Storage:KeyFile"] = KeyFile;
    }

    /// <summary>From now on nothing can be read or written, even by those that have it open.</summary>
    public void Lose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Folder, "test.db*"))
            Move(file, Path.Combine(Folder, $"lost-{Path.GetFileName(file)}"));
        Directory.CreateDirectory(DatabaseFile);

        // A connection that was being opened when the files went still writes to them.
        SqliteConnection.ClearAllPools();
    }

    public void Recover()
    {
        // A connection that was being opened when the files went has made itself a log in the old place.
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Folder, "test.db*"))
            File.Delete(file);
        Directory.Delete(DatabaseFile);
        foreach (var file in Directory.GetFiles(Folder, "lost-*"))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)["lost-".Length..]));
    }

    /// <summary>A copy of the database, as its backup makes it: what is in the write-ahead log is in it.</summary>
    public void Copy()
    {
        File.Delete(CopyFile);
        using var from = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        using var to = new SqliteConnection($"Data Source={CopyFile};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public bool HasCopy => File.Exists(CopyFile);

    /// <summary>While no one has the database open.</summary>
    public void PutBack()
    {
        Close();
        foreach (var beside in new[] { "-wal", "-shm" })
            File.Delete(DatabaseFile + beside);
        File.Copy(CopyFile, DatabaseFile, overwrite: true);
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(Folder, recursive: true);
    }

    private void Move(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (FileNotFoundException) when (from != DatabaseFile)
        {
            // Closing the last connection has meanwhile removed the files beside the database.
        }
    }

    private string CopyFile => Path.Combine(Folder, "copy.db");

    /// <summary>The pools hold the file open.</summary>
    private void Close()
    {
        foreach (var settings in new[] { $"Data Source={DatabaseFile};Foreign Keys=True", "Data "
                + $"Source={DatabaseFile};Mode=ReadWrite;Foreign Keys=True" })
        {
            using var connection = new SqliteConnection(settings);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static byte[] Migrated()
    {
        var file = Path.Combine(Root, $"backup-dashboard-{Guid.NewGuid():N}.db");
        using (
            var db = new DashboardContext(new DbContextOptionsBuilder<DashboardContext>()
                .UseSqlite($"Data Source={file};Pooling=False").Options))
            db.Database.Migrate();
        var content = File.ReadAllBytes(file);
        File.Delete(file);
        return content;
    }

    private sealed class Factory(DbContextOptions<DashboardContext> options) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() => new(options);
    }
}
