using BackupDashboard.Platform;

namespace BackupDashboard.Zones;

public static class ZonesFeature
{
    public static IServiceCollection AddZones(this IServiceCollection services)
    {
        services.AddSettings<LiveOptions>(LiveOptions.Section);
        services.AddSingleton<ZoneWatchers>();
        services.AddSingleton<AccountWatcher>();
        services.AddSingleton<ZoneViews>();
        services.AddSingleton<ZoneMonitor>();
        services.AddHostedService<LiveService>();
        services.AddMetrics();
        services.AddSingleton<LookDurations>();
        services.AddActivatedSingleton<LiveMetrics>();
        services.AddHealthChecks().AddCheck<ZonesHealth>("zones");
        return services;
    }
}
