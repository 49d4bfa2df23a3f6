using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Retention;

internal static class RetentionExtensions
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services.AddSingleton<BackupMakers>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<BackupMakers>());
        services.AddSingleton<RetentionHistory>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<RetentionHistory>());
        services.AddSingleton<RetentionPlanner>();
        services.AddSingleton<RetentionAlarms>();
        services.AddSingleton<RetentionCommands>();
        services.AddSingleton<RetentionViews>();
        services.AddActivatedSingleton<RetentionMetrics>();
        services.AddHostedService<RetentionRunner>();
        return services;
    }
}
