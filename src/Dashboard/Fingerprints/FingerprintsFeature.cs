using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Fingerprints;

public static class FingerprintsFeature
{
    public static IServiceCollection AddFingerprints(this IServiceCollection services)
    {
        services.AddSettings<FingerprintsOptions>(FingerprintsOptions.Section);
        services.AddStore<FingerprintStore>();
        services.AddSingleton<FingerprintTaker>();
        services.AddHostedService<Loop>();
        return services;
    }

    private sealed class Loop(FingerprintTaker taker) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await taker.RunAsync(stoppingToken);
            await taker.EndedAsync();
        }
    }
}
