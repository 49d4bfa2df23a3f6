using BackupDashboard.Storage;
using BackupDashboard.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Shared;

internal sealed class SqliteTestDatabase : ITestDatabase
{
    /// <summary>Migrated once and copied: migrations are tested by themselves.</summary>
    private static readonly Lazy<byte[]> Template = new(Migrated);

    private readonly string _folder;
    private readonly string _file;

    public SqliteTestDatabase(string folder)
    {
        (_folder, _file) = (folder, FileIn(folder));
        File.WriteAllBytes(_file, Template.Value);
    }

    public IDbContextFactory<DashboardContext> Contexts => new Factory(
        new DbContextOptionsBuilder<SqliteContext>().UseSqlite($"Data Source={_file};Foreign Keys=True").Options);

    public bool HasCopy => File.Exists(CopyFile);

    private string CopyFile => Path.Combine(_folder, "copy.db");

    public static string FileIn(string folder) => Path.Combine(folder, "test.db");

    public void AddTo(Dictionary<string, string?> settings) => settings["Storage:Path"] = _file;

    public void Lose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "test.db*"))
            Move(file, Path.Combine(_folder, $"lost-{Path.GetFileName(file)}"));
        Directory.CreateDirectory(_file);

        // A connection that was being opened when the files went still writes to them.
        SqliteConnection.ClearAllPools();
    }

    public void Recover()
    {
        // A connection that was being opened when the files went has made itself a log in the old place.
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "test.db*"))
            File.Delete(file);
        Directory.Delete(_file);
        foreach (var file in Directory.GetFiles(_folder, "lost-*"))
            File.Move(file, Path.Combine(_folder, Path.GetFileName(file)["lost-".Length..]));
    }

    /// <summary>What is in the write-ahead log is in it.</summary>
    public void Copy()
    {
        File.Delete(CopyFile);
        using var from = new SqliteConnection($"Data Source={_file};Pooling=False");
        using var to = new SqliteConnection($"Data Source={CopyFile};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public void PutBack()
    {
        Close();
        foreach (var beside in new[] { "-wal", "-shm" })
            File.Delete(_file + beside);
        File.Copy(CopyFile, _file, overwrite: true);
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void UnguardHistory() => Execute("DROP TRIGGER JournalEvents_UPDATE; DROP TRIGGER JournalEvents_DELETE");

    public void RefuseOperations() =>
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON Operations BEGIN SELECT RAISE(ABORT, 'no'); END");

    public string Read() => File.ReadAllText(_file);

    public void Dispose() => Close();

    private void Move(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (FileNotFoundException) when (from != _file)
        {
            // Closing the last connection has meanwhile removed the files beside the database.
        }
    }

    /// <summary>The pools hold the file open.</summary>
    private void Close()
    {
        string[] connections = [$"Data Source={_file};Foreign Keys=True", $"Data Source={_file};Mode=ReadWrite;Foreign Keys=True"];
        foreach (var settings in connections)
        {
            using var connection = new SqliteConnection(settings);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static byte[] Migrated()
    {
        var file = Path.Combine(TestStorage.Root, $"backup-dashboard-{Guid.NewGuid():N}.db");
        using (
            var db = new SqliteContext(new DbContextOptionsBuilder<SqliteContext>()
                .UseSqlite($"Data Source={file};Pooling=False").Options))
            db.Database.Migrate();
        var content = File.ReadAllBytes(file);
        File.Delete(file);
        return content;
    }

    private sealed class Factory(DbContextOptions<SqliteContext> options) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() => new SqliteContext(options);
    }
}
