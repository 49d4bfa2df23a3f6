using BackupDashboard.Inventory;
using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

internal static class AlarmsExtensions
{
    public static IServiceCollection AddAlarms(this IServiceCollection services)
    {
        services.AddSettings<AlarmsOptions>(AlarmsOptions.Section);
        services.AddStore<AlarmStore>();
        services.AddSingleton<AlarmViews>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<ILoadAtStart, DatabaseAlarms>();
        services.AddActivatedSingleton<AlarmMetrics>();
        services.AddSingleton<WatcherAlarms>();
        services.AddSingleton<IZoneReportHandler, ZoneAlarms>();
        services.AddSingleton<AccountAlarms>();
        services.AddHealthChecks().AddCheck<AlarmsHealth>("alarms");
        services.AddSingleton<IStorageReader, StorageAlarms>();
        services.AddHostedService<AlarmService>();
        services.AddHostedService<RestoreAlarms>();
        return services;
    }
}
