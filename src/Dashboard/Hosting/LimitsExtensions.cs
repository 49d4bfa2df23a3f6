using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BackupDashboard.Platform;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace BackupDashboard.Hosting;

// Keeps one caller from using up shared resources. By path, not by endpoint, so that anything added later is limited, too.
internal static class LimitsExtensions
{
    private static readonly PathString[] SignInPaths = [Access.SignInPaths.SignIn, "/signin-oidc", "/signout-oidc"];

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitsOptions>(LimitsOptions.Section);
        services.AddSingleton<CommandLimit>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitsOptions>, IOptions<CircuitsOptions>>(
            (limiter, limits, circuits) =>
            Configure(limiter, PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => RateOf(context, limits.Value)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => PlacesOf(context, limits.Value, circuits.Value)))));
        return services;
    }

    // Before authentication, because authentication is what is limited.
    public static WebApplication UseSignInLimit(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<LimitsOptions>>().Value;
        var options = new RateLimiterOptions();
        Configure(options, PartitionedRateLimiter.Create<HttpContext, string>(context => IsAt(context, SignInPaths)
            ? Rates.PerMinute(AddressOf(context), limits.SignInsPerMinute)
            : RateLimitPartition.GetNoLimiter("")));
        app.UseRateLimiter(options);
        return app;
    }

    public static WebApplication UseLimits(this WebApplication app)
    {
        LimitSizes(
            app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits,
                app.Services.GetRequiredService<IOptions<LimitsOptions>>().Value);
        app.UseRateLimiter();
        return app;
    }

    private static void LimitSizes(KestrelServerLimits server, LimitsOptions limits)
    {
        server.MaxRequestBodySize = limits.RequestBytes;
        server.RequestHeadersTimeout = limits.HeadersTimeout;
        server.MaxRequestHeaderCount = 64;
        server.MaxRequestHeadersTotalSize = 32 * 1024;
        server.MaxRequestLineSize = 8 * 1024;
    }

    private static void Configure(RateLimiterOptions options, PartitionedRateLimiter<HttpContext> limiter)
    {
        options.GlobalLimiter = limiter;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
    }

    private static RateLimitPartition<string> RateOf(HttpContext context, LimitsOptions limits)
    {
        var method = context.Request.Method;
        if (IsAt(context, "/api"))
        {
            return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
                ? Rates.PerMinute($"read {CallerOf(context)}", limits.ReadsPerMinute)
                : Rates.PerMinute($"command {CallerOf(context)}", limits.CommandsPerMinute);
        }

        // A connection begins with a negotiation, or directly with a WebSocket; its other POSTs belong to it.
        if (IsAt(context, "/hubs") && (IsUpgrade(context) || context.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal)))
            return Rates.PerMinute($"hub {CallerOf(context)}", limits.HubConnectionsPerMinute * 2);
        if (IsAt(context, Links.Calendars))
            return Rates.PerMinute($"calendar {AddressOf(context)}", limits.ReadsPerMinute);
        if (IsAt(context, Links.ActivityExport("csv"), Links.ActivityExport("json")))
            return Rates.PerMinute($"export {CallerOf(context)}", limits.ExportsPerMinute);
        return RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> PlacesOf(HttpContext context, LimitsOptions limits, CircuitsOptions circuits) =>
        IsAt(context, "/hubs") ? Rates.AtOnce($"hub {CallerOf(context)}", limits.HubConnections)
        : IsAt(context, "/_blazor") ? Rates.AtOnce($"circuit {CallerOf(context)}", circuits.PerPerson * 2)
        : RateLimitPartition.GetNoLimiter("");

    private static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        var seconds = Math.Ceiling(Rates.WaitAfter(rejected.Lease).TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        Log.TooManyRequests(
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LimitsExtensions)), CallerOf(context),
                Whither(context));
        return ValueTask.CompletedTask;
    }

    private static string Whither(HttpContext context) =>
        Array.Find<PathString>(["/api", "/hubs", "/_blazor", "/activity", Links.Calendars, .. SignInPaths], path => IsAt(context, path));

    private static bool IsAt(HttpContext context, params ReadOnlySpan<PathString> paths)
    {
        foreach (var path in paths)
        {
            if (context.Request.Path.StartsWithSegments(path))
                return true;
        }

        return false;
    }

    // By the protocol, because the hub's endpoint, which would recognize a WebSocket, comes later.
    private static bool IsUpgrade(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    private static string CallerOf(HttpContext context) => context.User.GetObjectId() ?? AddressOf(context);

    // For IPv6, the /64 network: anyone with one address has them all.
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "no address",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress(
            [.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        var address => address.ToString(),
    };
}
