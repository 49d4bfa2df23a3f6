using BackupDashboard.Hosting;

namespace BackupDashboard.Restores;

public static class RestoresFeature
{
    public static IServiceCollection AddRestores(this IServiceCollection services)
    {
        services.AddSettings<RestoresOptions>(RestoresOptions.Section);
        services.AddSingleton<RestoreWatchers>();
        services.AddHostedService(provider => provider.GetRequiredService<RestoreWatchers>());
        return services;
    }
}
