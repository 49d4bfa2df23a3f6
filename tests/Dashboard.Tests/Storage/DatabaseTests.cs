using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TestStorage _storage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Open_NothingThere_MakesFolderAndTablesInWriteAheadMode()
    {
        var file = Path.Combine(_storage.Folder, "new", "folder", "dashboard.db");
        var contexts = new Contexts(file);
        using var only = new StorageLock(file + ".lock");
        await new Database(contexts, only, []).OpenAsync(Cancellation);

        await using var db = contexts.CreateDbContext();
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
        (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(Cancellation)).ShouldBe(["wal"]);
    }

    [Fact]
    public async Task Model_HasNothing_ThatNoMigrationMakes()
    {
        await using var db = await _storage.Contexts.CreateDbContextAsync(Cancellation);
        db.Database.HasPendingModelChanges().ShouldBeFalse("Run: dotnet ef migrations add");
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
        (await db.Database.SqlQueryRaw<long>("SELECT length(Content) AS Value FROM StorageChecks").ToListAsync(Cancellation)).ShouldBe([4_096]);
    }

    [Fact]
    public async Task Ready_DatabaseUnusable_IsUnhealthy() =>
        (await CheckAsync(new Contexts(Path.Combine(_storage.Folder, "missing", "dashboard.db")))).ShouldBe(HealthStatus.Unhealthy);

    private static async Task<HealthStatus> CheckAsync(IDbContextFactory<DashboardContext> contexts)
    {
        using var probe = new StorageProbe(contexts, new EphemeralDataProtectionProvider(), TimeProvider.System);
        return (await new StorageHealth(probe).CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;
    }

    private sealed class Contexts(string file) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() =>
            new(new DbContextOptionsBuilder<DashboardContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
    }
}
