using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Access;

internal static class SessionsExtensions
{
    // Without the loop that watches the sessions, which comes with the sign-in.
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSettings<SessionOptions>(SessionOptions.Section);
        services.AddDataProtection();
        services.AddSingleton<GroupOverage>();
        services.AddStore<SessionStore>();
        services.AddSingleton<SessionRefresh>();
        services.AddSingleton<SessionWatchers>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<ISessions>(provider => provider.GetRequiredService<Sessions>());
        return services;
    }
}
