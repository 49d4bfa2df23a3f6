using BackupDashboard.Storage;

namespace BackupDashboard.Schedules;

internal static class SchedulesExtensions
{
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleHeads>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<ScheduleHeads>());
        services.AddSingleton<ILoadAtStart, TimeZonesAtStart>();
        services.AddSingleton<ScheduleBoxes>();
        services.AddSingleton<ScheduleHistory>();
        services.AddSingleton<UnchangedBoxes>();
        services.AddSingleton<ScheduleDecider>();
        services.AddSingleton<ScheduleAlarms>();
        services.AddSingleton<ScheduleCommands>();
        services.AddSingleton<ScheduleViews>();
        services.AddHostedService<ScheduleRunner>();
        return services;
    }
}
