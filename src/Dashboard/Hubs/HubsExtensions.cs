using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

internal static class HubsExtensions
{
    public static IServiceCollection AddHubs(this IServiceCollection services)
    {
        services.AddSingleton<HubWatches>();
        services.AddSingleton<HubConnections>();
        services.AddSingleton<HubLifetimeManager<BackupsHub>>(provider => provider.GetRequiredService<HubConnections>());
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

    public static IEndpointRouteBuilder MapHubs(this IEndpointRouteBuilder app)
    {
        app.MapHub<BackupsHub>(
            BackupsHub.Path,
            options =>
            {
                options.CloseOnAuthenticationExpiration = true;

                // What a connection holds for a client that reads slowly, besides the message that is being written.
                options.TransportMaxBufferSize = 16 * 1024;
            });
        return app;
    }
}
