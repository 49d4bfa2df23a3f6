using BackupDashboard.Platform;

namespace BackupDashboard.Hosting;

internal static class ManagementExtensions
{
    public static IServiceCollection AddManagement(this IServiceCollection services)
    {
        services.AddSettings<ManagementOptions>(ManagementOptions.Section);
        services.AddSingleton<ManagementServer>();
        services.AddHostedService(provider => provider.GetRequiredService<ManagementServer>());
        return services;
    }
}
