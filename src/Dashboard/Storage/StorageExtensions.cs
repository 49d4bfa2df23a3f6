using BackupDashboard.Platform;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

internal static class StorageExtensions
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<StorageOptions>(StorageOptions.Section);
        services.AddSingleton(provider => new StorageLock(StoragePaths.PathOf(provider, storage => storage.Path) + ".lock"));
        services.AddSingleton<Database>();
        services.AddSingleton<ILoadAtStart, PrivacyCheck>();
        services.AddDataProtection();
        services.AddSingleton<StorageProbe>();
        services.AddHostedService<StorageWatch>();
        services.AddHealthChecks().AddCheck<StorageHealth>("storage");
        services.AddDbContextFactory<DashboardContext>((provider, options) => options
            .UseSqlite(ConnectionTo(StoragePaths.PathOf(provider, storage => storage.Path)))
            .AddInterceptors(new BusyTimeout()));
        return services;
    }

    // A part of the database that is held in memory: read at the start, written through, and written later if that fails.
    public static IServiceCollection AddStore<TStore>(this IServiceCollection services)
        where TStore : class, ILoadAtStart, IWriteLater => services
        .AddSingleton<TStore>()
        .AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IWriteLater>(provider => provider.GetRequiredService<TStore>());

    // Returns true if the program can start. Otherwise the reason has been written to output.
    public static async Task<bool> StorageOpensAsync(this WebApplication app, TextWriter output)
    {
        try
        {
            await app.Services.GetRequiredService<Database>().OpenAsync(app.Lifetime.ApplicationStopping);
            if (await app.Services.GetRequiredService<StorageProbe>().TryAsync(app.Lifetime.ApplicationStopping) is not { } problem)
                return true;

            StartupCheck.Report(output, [problem.Message]);
        }
        catch (AggregateException exception)
        {
            StartupCheck.Report(output, [.. exception.InnerExceptions.Select(problem => problem.Message)]);
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            StartupCheck.Report(output, [exception.Message]);
        }

        return false;
    }

    // Never creates the file: one that is deleted while the dashboard runs must not come back empty.
    private static string ConnectionTo(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, ForeignKeys = true }.ToString();
}
