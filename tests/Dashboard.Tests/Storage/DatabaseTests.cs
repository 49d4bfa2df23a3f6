using BackupDashboard.Storage;
using BackupDashboard.Storage.Sqlite;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Tests.Storage;

/// <summary>What is only true of SQLite.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly TestStorage _storage = new(StorageProvider.Sqlite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Open_NothingThere_MakesFolderAndTablesInWriteAheadMode()
    {
        var file = Path.Combine(_storage.Folder, "new", "folder", "dashboard.db");
        using var engine = new SqliteEngine(file);
        await OpenAsync(engine);

        await using var db = engine.NewContext();
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
        (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(Cancellation)).ShouldBe(["wal"]);
    }

    [Fact]
    public async Task Model_HasNothing_ThatNoMigrationMakes()
    {
        await using var db = await _storage.Contexts.CreateDbContextAsync(Cancellation);
        db.Database.HasPendingModelChanges().ShouldBeFalse("Run: dotnet ef migrations add");
    }

    /// <summary>Without it, each of two writers at once sleeps for 150 ms and more.</summary>
    [Fact]
    public async Task Database_ThatIsBusy_IsAskedAgainBySQLiteItself()
    {
        await using var console = new RunningConsole(_storage);
        await console.StartAsync();
        await using var db = await console.Get<IDbContextFactory<DashboardContext>>().CreateDbContextAsync(Cancellation);
        (await db.Database.SqlQueryRaw<long>("SELECT timeout AS Value FROM pragma_busy_timeout").ToListAsync(Cancellation))
            .ShouldBe([1_000]);
    }

    [Fact]
    public void Lock_SecondDashboard_IsKeptAway()
    {
        var path = Path.Combine(_storage.Folder, "only.lock");
        using var second = new StorageLock(path);
        using (var first = new StorageLock(path))
        {
            first.Take();
            first.Take();
            Should.Throw<StorageException>(second.Take).Message.ShouldContain("Another dashboard is running on this database");
        }

        second.Take();
    }

    [Fact]
    public async Task Ready_DatabaseUsable_IsHealthyByARowThatWasCommitted()
    {
        (await CheckAsync(_storage.Contexts)).ShouldBe(HealthStatus.Healthy);
        await using var db = await _storage.Contexts.CreateDbContextAsync(Cancellation);
        (await db.Database.SqlQueryRaw<long>("SELECT length(Content) AS Value FROM StorageChecks").ToListAsync(Cancellation))
            .ShouldBe([4_096]);
    }

    [Fact]
    public async Task Ready_DatabaseUnusable_IsUnhealthy() =>
        (await CheckAsync(new Contexts(Path.Combine(_storage.Folder, "missing", "dashboard.db")))).ShouldBe(HealthStatus.Unhealthy);

    [Fact]
    public async Task Ready_FileDeletedUnderneath_IsUnhealthy()
    {
        await using (var db = await _storage.Contexts.CreateDbContextAsync(Cancellation))
            await db.Database.OpenConnectionAsync(Cancellation);
        foreach (var file in Directory.GetFiles(_storage.Folder, "test.db*"))
            File.Delete(file);
        (await CheckAsync(_storage.Contexts)).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Ready_KeysUnusable_IsUnhealthy()
    {
        using var probe = new StorageProbe(_storage.Contexts, new NoProtection(), [], TimeProvider.System);
        (await probe.TryAsync(Cancellation)).ShouldNotBeNull().Message.ShouldContain("The keys of cookies cannot be used");
    }

    [Theory]
    [InlineData(0, "It is empty")]
    [InlineData(8_192, "is not a database")]
    public async Task Open_FileThatIsNoDatabase_IsNamed(int length, string says)
    {
        File.WriteAllBytes(_storage.DatabaseFile, [.. Enumerable.Repeat((byte)'x', length)]);
        var message = (await Should.ThrowAsync<StorageException>(OpenAsync)).Message;
        message.ShouldContain($"Storage:Path '{_storage.DatabaseFile}' cannot be used as the database: ");
        message.ShouldContain(says);
    }

    [Fact]
    public async Task Open_DamagedInside_IsNamed()
    {
        using (var file = File.OpenWrite(_storage.DatabaseFile))
        {
            file.Position = 8_192;
            file.Write([.. Enumerable.Repeat((byte)'x', 16_384)]);
        }

        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldContain($"'{_storage.DatabaseFile}'");
    }

    [Fact]
    public async Task Open_Folder_IsNamed()
    {
        File.Delete(_storage.DatabaseFile);
        Directory.CreateDirectory(_storage.DatabaseFile);
        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldContain("It is a folder");
    }

    [Fact]
    public async Task Open_OnUnix_EverythingIsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;

        var file = Path.Combine(_storage.Folder, "made", "dashboard.db");
        using var engine = new SqliteEngine(file);
        await OpenAsync(engine);
        await using var db = engine.NewContext();
        await db.Database.OpenConnectionAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 7", Cancellation);

        File.GetUnixFileMode(Path.GetDirectoryName(file)!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var modes = Directory.GetFiles(Path.GetDirectoryName(file)!).ToDictionary(path => Path.GetFileName(path), File.GetUnixFileMode);
        modes.Keys.ShouldBe(["dashboard.db", "dashboard.db-shm", "dashboard.db-wal", "dashboard.db.lock"], ignoreOrder: true);
        modes.Values.ShouldAllBe(mode => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Open_SeveralThingsOfNoUse_AreAllNamed()
    {
        using var engine = new SqliteEngine(_storage.DatabaseFile);
        var database = new Database(new DashboardContexts(engine), engine, [new Useless("the key"), new Useless("the folder")]);
        (await Should.ThrowAsync<AggregateException>(database.OpenAsync(Cancellation))).InnerExceptions
            .Select(problem => problem.Message).ShouldBe(["the key", "the folder"]);
    }

    [Fact]
    public void PrivateFile_Written_IsAllOrNothingAndForItsOwnerAlone()
    {
        var path = Path.Combine(_storage.Folder, "secrets", "key");
        PrivateFiles.Write(path, "first"u8);
        PrivateFiles.Write(path, "second"u8);
        File.ReadAllText(path).ShouldBe("second");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        if (!OperatingSystem.IsWindows())
            PrivateFiles.IsReadByOthers(path).ShouldBeFalse();
    }

    private async Task OpenAsync()
    {
        using var engine = new SqliteEngine(_storage.DatabaseFile);
        await OpenAsync(engine);
    }

    private static Task OpenAsync(SqliteEngine engine) => new Database(new DashboardContexts(engine), engine, []).OpenAsync(Cancellation);

    private sealed class Useless(string what) : ILoadAtStart
    {
        public Task LoadAsync(CancellationToken cancellationToken) => throw new StorageException(what);
    }

    private sealed class NoProtection : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => plaintext;

        public byte[] Unprotect(byte[] protectedData) =>
            throw new System.Security.Cryptography.CryptographicException("The key ring is empty.");
    }

    private static async Task<HealthStatus> CheckAsync(IDbContextFactory<DashboardContext> contexts)
    {
        using var probe = new StorageProbe(contexts, new EphemeralDataProtectionProvider(), [], TimeProvider.System);
        return (await new StorageHealth(probe).CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;
    }

    private sealed class Contexts(string file) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() =>
            new SqliteContext(new DbContextOptionsBuilder<SqliteContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
    }
}
