using System.Globalization;
using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Operations;

public static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSettings<OperationsOptions>(OperationsOptions.Section);
        services.AddJournalAudit();
        services.AddSingleton(provider => new LastHead(
            Files.PathOf(provider, storage => storage.HeadFile is { Length: > 0 } file ? file : Path.ChangeExtension(storage.KeyFile, ".head")),
            provider.GetRequiredService<ILogger<LastHead>>()));
        services.AddSingleton<Journal>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<Journal>());
        services.AddSingleton<ILoadAtStart, PendingAtStart>();
        services.AddSingleton<Callers>();
        services.AddSingleton<NewSlugs>();
        services.AddSingleton<Intents>();
        services.AddSingleton<Pins>();
        services.AddSingleton<OperationDecisions>();
        services.AddSingleton<CountersBefore>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<UndoTime>();
        services.AddSingleton<ZoneHold>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<BackupOperations>();
        services.AddActivatedSingleton<OperationMetrics>();
        services.AddHostedService<OperationRunner>();
        services.AddHostedService<JournalAnchor>();

        // Longer than the runner drains: it must be the one who decides what is left.
        // Read as text: the host asks for it before the settings have been checked.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, settings) =>
        {
            if (TimeSpan.TryParse(settings[$"{OperationsOptions.Section}:{nameof(OperationsOptions.DrainTimeout)}"], CultureInfo.InvariantCulture, out var drain))
                host.ShutdownTimeout = drain + TimeSpan.FromSeconds(10);
        });
        return services;
    }

    /// <summary>What the audit needs, without a dashboard around it.</summary>
    public static IServiceCollection AddJournalAudit(this IServiceCollection services) => services
        .AddSingleton(provider => new JournalKey(Files.PathOf(provider, storage => storage.KeyFile)))
        .AddSingleton<JournalAudit>();
}
