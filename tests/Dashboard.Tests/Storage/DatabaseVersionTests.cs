using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Storage;

/// <summary>An older version is started again, or stands by beside a newer one.</summary>
[StorageSuite]
public sealed class DatabaseVersionTests : IDisposable
{
    private readonly TestStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Database_OfANewerVersion_IsNotUsed()
    {
        await OpenAsync();
        _storage.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_OfTomorrow', '99.0.0')""");
        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldStartWith(
            "A newer version of BackupDashboard has used the database (its change '29991231235959_OfTomorrow'). Start that version, or");
    }

    private async Task OpenAsync()
    {
        await using var db = _storage.Contexts.CreateDbContext();
        await db.BringToThisVersionAsync(TestContext.Current.CancellationToken);
    }
}
