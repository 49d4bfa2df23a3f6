using BackupDashboard.Platform;
using BackupDashboard.Records;
using BackupDashboard.Storage;

namespace BackupDashboard.Alarms;

public static class AlarmsFeature
{
    public static IServiceCollection AddAlarms(this IServiceCollection services)
    {
        services.AddSettings<AlarmsOptions>(AlarmsOptions.Section);
        services.AddStore<AlarmStore>();
        services.AddSingleton<AlarmViews>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<ILoadAtStart, DatabaseAlarms>();
        services.AddActivatedSingleton<AlarmMetrics>();
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<IZoneNewsReader, ZoneAlarms>();
        services.AddSingleton<AccountAlarms>();
        services.AddHealthChecks().AddCheck<AlarmsHealth>("alarms");
        services.AddSingleton<IStorageReader, StorageAlarms>();
        services.AddHostedService<AlarmWatch>();
        services.AddHostedService<RestoreAlarms>();
        return services;
    }
}
