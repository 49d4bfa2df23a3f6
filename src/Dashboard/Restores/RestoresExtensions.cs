using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Restores;

internal static class RestoresExtensions
{
    public static IServiceCollection AddRestores(this IServiceCollection services)
    {
        services.AddSettings<RestoresOptions>(RestoresOptions.Section);
        services.AddStore<RestoreStore>();
        services.AddSingleton<RestoreSources>();
        services.AddSingleton<RestoreProbe>();
        services.AddSingleton<RestoreWatchers>();
        services.AddHostedService(provider => provider.GetRequiredService<RestoreWatchers>());
        return services;
    }
}
