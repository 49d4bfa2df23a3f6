using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace BackupDashboard.Benchmarks;

/// <summary>What the dashboard is compared with, as a process of its own: the least that does the same.</summary>
internal static class Peer
{
    /// <summary>
    /// "bytes IDENTITY": ready bytes behind a check of the token. "proxy ZONE": a reverse proxy. "hub": a hub that repeats.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        await using var app = arguments switch
        {
            ["bytes", var identity] => Bytes(builder, identity),
            ["proxy", var zone] => Proxy(builder, zone),
            ["hub"] => Hub(builder),
            _ => throw new ArgumentException($"There is no peer '{string.Join(' ', arguments)}'."),
        };
        await app.RunAsync();
        return 0;
    }

    private static WebApplication Bytes(WebApplicationBuilder builder, string identity)
    {
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.RequireHttpsMetadata = false;
            bearer.Authority = $"{identity.TrimEnd('/')}/{Stage.Tenant}/v2.0";
            bearer.Audience = Stage.Client;
            bearer.TokenValidationParameters.ValidAudiences = [Stage.Client, $"api://{Stage.Client}"];
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();

        var ready = new Dictionary<int, byte[]>();
        app.MapGet("/bytes", (HttpContext context, int length) =>
        {
            byte[]? bytes;
            lock (ready)
            {
                if (!ready.TryGetValue(length, out bytes))
                    ready[length] = bytes = new byte[length];
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        }).RequireAuthorization();
        return app;
    }

    private static WebApplication Proxy(WebApplicationBuilder builder, string zone)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "zone", Match = new RouteMatch { Path = "{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "zone",
                    Destinations = new Dictionary<string, DestinationConfig> { ["zone"] = new() { Address = zone } },
                },
            ]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    private static WebApplication Hub(WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<RepeatingHub>("/hub");
        app.MapPost("/say", async (HttpContext context, IHubContext<RepeatingHub> hub) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync();
            await hub.Clients.Group(RepeatingHub.Everyone).SendAsync("Changed", text);
        });
        return app;
    }

    internal sealed class RepeatingHub : Hub
    {
        public const string Everyone = "everyone";

        public Task Watch(string zone) => Groups.AddToGroupAsync(Context.ConnectionId, Everyone);
    }
}
