using System.Text.Json;
using System.Text.Json.Serialization;
using BackupDashboard.Hosting;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Live;

public static class LiveFeature
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSettings<LiveOptions>(LiveOptions.Section);
        services.AddSingleton<ZoneWatchers>();
        services.AddSingleton<AccountWatcher>();
        services.AddSingleton<HubWatches>();
        services.AddHostedService<LiveService>();
        services.AddMetrics();
        services.AddSingleton<LookDurations>();
        services.AddActivatedSingleton<LiveMetrics>();
        services.AddHealthChecks().AddCheck<ZonesHealth>("zones");
        services.AddSingleton<HubCallLimit>();
        services.AddSingleton<HubErrors>();
        services.AddLogging(logging => logging.AddFilter(HubErrors.Replaced, LogLevel.None));
        services.AddSignalR()
            .AddHubOptions<BackupsHub>(hub =>
            {
                hub.AddFilter<HubErrors>();
                hub.AddFilter<HubCallLimit>();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        return services;
    }

    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder app)
    {
        app.MapHub<BackupsHub>(BackupsHub.Path, options => options.CloseOnAuthenticationExpiration = true);
        return app;
    }
}
