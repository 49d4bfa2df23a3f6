using BackupDashboard.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

public static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<StorageOptions>(StorageOptions.Section);
        services.AddSingleton(provider => new StorageLock(Files.PathOf(provider, storage => storage.Path) + ".lock"));
        services.AddSingleton<Database>();
        services.AddHealthChecks().AddCheck<StorageHealth>("storage");
        services.AddDbContextFactory<DashboardContext>((provider, options) => options.UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = Files.PathOf(provider, storage => storage.Path), ForeignKeys = true }.ToString()));
        return services;
    }

    /// <returns>True when the program may start. Otherwise the reason has been written to <paramref name="output"/>.</returns>
    public static async Task<bool> StorageOpensAsync(this WebApplication app, TextWriter output)
    {
        try
        {
            await app.Services.GetRequiredService<Database>().OpenAsync(app.Lifetime.ApplicationStopping);
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or StorageException)
        {
            StartupCheck.Report(output, [$"The storage can not be opened: {exception.Message} See Storage:Path, Storage:KeyFile and Storage:KeysPath."]);
            return false;
        }
    }
}

/// <summary>The storage is not as it must be. The message is for whoever runs the program.</summary>
public sealed class StorageException(string message) : Exception(message);
