using BackupDashboard.Access;
using BackupDashboard.Shell;

namespace BackupDashboard.Activities;

internal static class ActivityExtensions
{
    public static IServiceCollection AddActivity(this IServiceCollection services) => services.AddSingleton<ActivityReader>();

    public static IEndpointRouteBuilder MapActivity(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup("").RequireAuthorization(Policies.View);
        exports.MapGet(Links.ActivityExport("csv"), ActivityExport.Csv);
        exports.MapGet(Links.ActivityExport("json"), ActivityExport.JsonFile);
        return app;
    }
}
