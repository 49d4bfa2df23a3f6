using BackupDashboard.Access;
using BackupDashboard.Storage;

namespace BackupDashboard.Approvals;

internal static class ApprovalsExtensions
{
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.AddSingleton<Approvers>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<Approvers>());
        services.AddSingleton<ApprovalSettings>();
        services.AddSingleton<ApprovalAlarms>();
        services.AddSingleton<ApprovalViews>();
        services.AddHostedService<ApprovalRunner>();
        return services;
    }
}
