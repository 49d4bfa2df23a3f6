using System.Net;
using BackupDashboard.Platform;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

// Client address, scheme and host as a known proxy reports them. Everything behind it sees the result.
internal static class ProxyExtensions
{
    public static IServiceCollection AddProxy(this IServiceCollection services)
    {
        services.AddHostNames();
        services.AddSettings<ProxyOptions>(ProxyOptions.Section);
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>, IConfiguration>(Configure);
        return services;
    }

    public static WebApplication UseProxy(this WebApplication app)
    {
        app.UseHostNames();
        app.UseOwnHost();

        // Without known proxies, the middleware would believe everyone.
        if (!app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.IsEmpty)
            app.UseForwardedHeaders();
        return app;
    }

    private static void Configure(ForwardedHeadersOptions headers, IOptions<ProxyOptions> proxy, IConfiguration configuration)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        headers.ForwardLimit = proxy.Value.ForwardLimit;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        proxy.Value.KnownProxies.ForEach(address => headers.KnownProxies.Add(IPAddress.Parse(address)));
        proxy.Value.KnownNetworks.ForEach(network => headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network)));

        // The proxy's own Host was checked against this list before; the forwarded one is checked here.
        headers.AllowedHosts = [.. HostNamesExtensions.Read(configuration)];
    }
}
