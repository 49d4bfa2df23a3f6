using BackupDashboard.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

public static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<StorageOptions>(StorageOptions.Section);
        services.AddSingleton<Database>();
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
            await output.WriteLineAsync($"BackupDashboard can not start. Its storage can not be opened: {exception.Message}");
            await output.WriteLineAsync("Storage:Path and Storage:KeyFile must be files in folders that this program may write to.");
            return false;
        }
    }
}

/// <summary>The storage is not as it must be. The message is for whoever runs the program.</summary>
public sealed class StorageException(string message) : Exception(message);
