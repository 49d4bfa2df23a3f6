using BackupDashboard.Hosting;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSettings<OperationsOptions>(OperationsOptions.Section);
        services.AddSingleton(provider => new JournalKey(Files.PathOf(provider, storage => storage.KeyFile)));
        services.AddSingleton<Journal>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<Journal>());
        services.AddSingleton<Intents>();
        services.AddSingleton<Pins>();
        services.AddSingleton<OperationDecisions>();
        services.AddSingleton<CountersBefore>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<BackupOperations>();
        services.AddHostedService<OperationRunner>();

        // Longer than the runner drains: it must be the one who decides what is left.
        services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>(
            (host, operations) => host.ShutdownTimeout = operations.Value.DrainTimeout + TimeSpan.FromSeconds(10));
        return services;
    }
}
