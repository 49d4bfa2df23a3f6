using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Coverage;

internal static class CoverageExtensions
{
    public static IServiceCollection AddCoverage(this IServiceCollection services)
    {
        services.AddSettings<CoverageOptions>(CoverageOptions.Section);
        services.AddSingleton<UnchangedTimes>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<UnchangedTimes>());
        services.AddSingleton<CoverageJudge>();
        services.AddSingleton<CoverageReader>();
        services.AddSingleton<Goals>();
        services.AddActivatedSingleton<CoverageMetrics>();
        return services;
    }
}
