using BackupDashboard.Platform;

namespace BackupDashboard.Coverage;

internal static class CoverageExtensions
{
    public static IServiceCollection AddCoverage(this IServiceCollection services)
    {
        services.AddSettings<CoverageOptions>(CoverageOptions.Section);
        services.AddSingleton<CoverageJudge>();
        services.AddSingleton<CoverageReader>();
        services.AddSingleton<Goals>();
        services.AddActivatedSingleton<CoverageMetrics>();
        return services;
    }
}
