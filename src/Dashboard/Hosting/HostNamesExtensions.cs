using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

/// <summary>
/// Requests under other names than <c>AllowedHosts</c> are refused, except to the health paths: probes come under an address, as the image's own does,
/// and a probe that is refused restarts the container for ever.
/// </summary>
internal static class HostNamesExtensions
{
    /// <summary>The framework refuses before anything of the program runs, so that is switched off.</summary>
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

    /// <summary>As the framework reads them; none means any.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration) =>
        configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names ? names : ["*"];

    private sealed class Names(HostFilteringOptions options) : IOptionsMonitor<HostFilteringOptions>
    {
        public HostFilteringOptions CurrentValue => options;

        public HostFilteringOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<HostFilteringOptions, string?> listener) => null;
    }
}
