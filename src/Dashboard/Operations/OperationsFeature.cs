namespace BackupDashboard.Operations;

public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Journal>();
        services.AddSingleton<OperationQueue>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<BackupOperations>();
        services.AddHostedService<OperationRunner>();
        return services;
    }
}
