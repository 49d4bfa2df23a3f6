using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

// Refuses requests under names outside <c>AllowedHosts</c>, except to the health paths: probes use an IP address, and a refused probe
// would restart the container forever.
internal static class HostNamesExtensions
{
    // The framework would refuse before anything of the program runs, so its filter is switched off.
    public static IServiceCollection AddHostNames(this IServiceCollection services) =>
        services.PostConfigure<HostFilteringOptions>(framework => framework.AllowedHosts = ["*"]);

    public static WebApplication UseHostNames(this WebApplication app)
    {
        var names = Read(app.Configuration);
        app.UseWhen(
            context => !HealthExtensions.IsHealth(context.Request.Path),
            others => others.UseMiddleware<HostFilteringMiddleware>(new Names(new HostFilteringOptions { AllowedHosts = [.. names] })));
        return app;
    }

    // As the framework reads them; none means any.
    public static IReadOnlyList<string> Read(IConfiguration configuration) =>
        configuration["AllowedHosts"]?.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names ? names : ["*"];

    private sealed class Names(HostFilteringOptions options) : IOptionsMonitor<HostFilteringOptions>
    {
        public HostFilteringOptions CurrentValue => options;

        public HostFilteringOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<HostFilteringOptions, string?> listener) => null;
    }
}
