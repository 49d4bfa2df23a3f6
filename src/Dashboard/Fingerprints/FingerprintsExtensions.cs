using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Fingerprints;

internal static class FingerprintsExtensions
{
    public static IServiceCollection AddFingerprints(this IServiceCollection services)
    {
        services.AddSettings<FingerprintsOptions>(FingerprintsOptions.Section);
        services.AddStore<FingerprintStore>();
        services.AddSingleton<FingerprintTaker>();
        services.AddSingleton<LiveContent>();
        services.AddHostedService(provider => provider.GetRequiredService<FingerprintTaker>());
        return services;
    }
}
