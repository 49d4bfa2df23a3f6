using BackupDashboard.Platform;
using BackupDashboard.Storage.Postgres;
using BackupDashboard.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Storage;

internal static class StorageExtensions
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<StorageOptions>(StorageOptions.Section);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(EngineOf);
        services.AddSingleton<IDbContextFactory<DashboardContext>, DashboardContexts>();
        services.AddSingleton<Database>();
        services.AddSingleton<ILoadAtStart, PrivacyCheck>();
        services.AddDataProtection();
        services.AddSingleton<StorageProbe>();
        services.AddHostedService<StorageWatch>();
        services.AddHealthChecks().AddCheck<StorageHealth>("storage");
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

    private static IDatabaseEngine EngineOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var loggers = provider.GetRequiredService<ILoggerFactory>();
        return options.Provider switch
        {
            StorageProvider.Sqlite => new SqliteEngine(StoragePaths.PathOf(provider, storage => storage.Path), loggers),
            StorageProvider.Postgres => new PostgresEngine(
                SecretSource.Read(options.ConnectionString, $"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"),
                provider.GetRequiredService<IOptions<ClusterOptions>>().Value.Address is { Length: > 0 } address ? new Uri(address) : null,
                provider.GetService<IHostApplicationLifetime>(),
                provider.GetRequiredService<TimeProvider>(),
                loggers),
        };
    }
}
