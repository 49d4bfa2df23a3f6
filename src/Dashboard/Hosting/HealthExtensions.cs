using BackupDashboard.Access;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace BackupDashboard.Hosting;

// Alive: the process answers. Serving: people may be sent to it, which is what a proxy in front of several dashboards asks. Active: it
// serves them itself, instead of passing them on. Ready: every check that was added by <c>services.AddHealthChecks()</c>. All are public,
// so they return one word and no reason.
internal static class HealthExtensions
{
    public const string ReadyPath = "/health/ready";
    public const string LivePath = "/health/live";
    public const string ServingPath = "/health/serving";
    public const string ActivePath = "/health/active";

    /// <summary>Of the checks that count for <see cref="ServingPath"/> and <see cref="ActivePath"/>.</summary>
    public const string ServingTag = "serving";

    public static bool IsHealth(PathString path) =>
        path == LivePath || path == ServingPath || path == ActivePath || path == ReadyPath;

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        return services;
    }

    // isUsed: whether there is anything to check. A dashboard that stands by is ready to.
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app, Func<bool> isUsed)
    {
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false }).AllowAnybody();
        foreach (var path in new[] { ServingPath, ActivePath })
            app.MapHealthChecks(path, new HealthCheckOptions { Predicate = check => check.Tags.Contains(ServingTag) }).AllowAnybody();
        app.MapHealthChecks(ReadyPath, new HealthCheckOptions { Predicate = _ => isUsed() }).AllowAnybody();
        return app;
    }

    // For containers without a shell or curl: asks the program in the same container.
    public static async Task<int> ProbeAsync(string? address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var response = await client.GetAsync(new Uri(new Uri(address ?? "http://127.0.0.1:8080"), LivePath));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
