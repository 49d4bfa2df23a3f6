using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal static class InventoryExtensions
{
    public static IServiceCollection AddInventory(this IServiceCollection services)
    {
        services.AddSingleton<InventoryStore>();
        services.AddSingleton<IKnownZones, KnownZones>();
        services.AddSingleton<BackupOrigins>();
        services.AddSingleton<BackupRecords>();
        services.AddSingleton<BoxRecords>();
        services.AddHostedService<InventoryService>();
        services.AddActivatedSingleton<InventoryMetrics>();
        return services;
    }
}
