using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Cluster;

// Several dashboards on one database: one is active and does everything, the others stand by, and lead to it.
internal static class ClusterExtensions
{
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.AddSettings<ClusterOptions>(ClusterOptions.Section);
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>();
        services.AddSingleton<Node>();
        services.AddSingleton<Standby>();
        services.AddHealthChecks().AddCheck<NodeHealth>("cluster", tags: [HealthExtensions.ServingTag]);
        return services;
    }
}
