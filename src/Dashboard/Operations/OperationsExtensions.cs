using System.Globalization;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

internal static class OperationsExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSettings<OperationsOptions>(OperationsOptions.Section);
        services.AddSingleton<ILoadAtStart, PendingAtStart>();
        services.AddSettings<ApprovalsOptions>(ApprovalsOptions.Section);
        services.AddSingleton<IValidateOptions<ApprovalsOptions>, ApprovalsOptionsValidator>();
        services.AddSingleton<ApprovalGate>();
        services.AddSingleton<ApprovalDecisions>();
        services.AddSingleton<CommandGuard>();
        services.AddSingleton<RuleGuard>();
        services.AddSingleton<OperationRequests>();
        services.AddSingleton<Pins>();
        services.AddSingleton<OperationDecisions>();
        services.AddSingleton<CountersBefore>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<UndoTime>();
        services.AddSingleton<ZoneHold>();
        services.AddSingleton<OperationContext>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<BackupOperations>();
        services.AddActivatedSingleton<OperationMetrics>();
        services.AddHostedService<OperationRunner>();

        // Longer than the runner drains, because the runner must decide what is left. Read as text: the host needs it before the settings
        // have been checked.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, settings) =>
        {
            if (TimeSpan.TryParse(settings[$"{OperationsOptions.Section}:{nameof(OperationsOptions.DrainTimeout)}"],
                    CultureInfo.InvariantCulture, out var drain))
                host.ShutdownTimeout = drain + TimeSpan.FromSeconds(10);
        });
        return services;
    }
}
