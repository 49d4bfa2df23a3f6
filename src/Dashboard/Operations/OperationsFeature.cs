using BackupDashboard.Hosting;

namespace BackupDashboard.Operations;

public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSettings<OperationsOptions>(OperationsOptions.Section);
        services.AddSingleton<Journal>();
        services.AddSingleton<OperationQueue>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<BackupOperations>();
        services.AddHostedService<OperationRunner>();
        return services;
    }
}
