using BackupDashboard.Zones;

namespace BackupDashboard.Records;

public static class RecordsFeature
{
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.AddSingleton<RecordStore>();
        services.AddSingleton<IRecordedZones, RecordedZones>();
        services.AddSingleton<OwnOperations>();
        services.AddHostedService<RecordKeeper>();
        services.AddActivatedSingleton<RecordMetrics>();
        return services;
    }
}
