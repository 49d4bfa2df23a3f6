using BackupDashboard.Platform;

namespace BackupDashboard.Zones;

internal static class ZonesExtensions
{
    public static IServiceCollection AddZones(this IServiceCollection services)
    {
        services.AddSettings<PollingOptions>(PollingOptions.Section);
        services.AddSingleton<ZoneWatchers>();
        services.AddSingleton<AccountWatcher>();
        services.AddSingleton<ZoneViews>();
        services.AddSingleton<ZoneMonitor>();
        services.AddHostedService<PollingService>();
        services.AddMetrics();
        services.AddSingleton<PollDurations>();
        services.AddActivatedSingleton<ZoneMetrics>();
        services.AddHealthChecks().AddCheck<ZonesHealth>("zones");
        return services;
    }
}
