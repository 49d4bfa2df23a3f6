using System.Net;
using BackupDashboard.Access;
using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using Yarp.ReverseProxy.Forwarder;

namespace BackupDashboard.Cluster;

/// <summary>The web server of a dashboard that stands by: it passes everything on to the active one.</summary>
internal sealed class StandbyServer : IAsyncDisposable
{
    // Two that each take the other for the active one, for a moment, would pass a request on forever.
    private const string PassedOn = "X-BackupDashboard-Passed-On";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        EnableMultipleHttp2Connections = true,
    });

    private volatile Lead _lead = new(null);

    public StandbyServer(IConfiguration configuration, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddProvider(new LogOfTheProgram(loggers)).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

        // Who is active comes and goes: that a request did not reach it is told to whoever made it.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(configuration.GetSection("Kestrel"));

            // Limits are the active dashboard's.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpForwarder();
        builder.Services.AddProxy();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);

        _app = builder.Build();
        _app.UseProxy();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <value>Cancelled when the program is told to end.</value>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    public Task StartAsync() => _app.StartAsync();

    /// <summary>What is open to another one ends: if that one stands still, it would never say so itself.</summary>
    /// <returns>True if that is another one than before.</returns>
    public bool LeadTo(Uri? active)
    {
        if (_lead is var before && before.Active == active)
            return false;

        _lead = new Lead(active);
        before.Ended.Cancel();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _lead.Ended.Cancel();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == HealthExtensions.LivePath || context.Request.Path == HealthExtensions.ServingPath)
        {
            await context.Response.WriteAsync("Healthy", context.RequestAborted);
            return;
        }

        if (context.Request.Path == HealthExtensions.ActivePath)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("Stands by", context.RequestAborted);
            return;
        }

        var isPassedOn = false;
        if (_lead is { Active: { } active, Ended.Token: var ended } && !context.Request.Headers.ContainsKey(PassedOn))
        {
            // Also what it has begun to answer.
            await using var end = ended.Register(() => EndIfBegun(context));
            isPassedOn = true;
            var error = await context.RequestServices.GetRequiredService<IHttpForwarder>()
                .SendAsync(context, active.ToString(), _client, ForwarderRequestConfig.Empty, new ToActive(), ended);
            if (error is ForwarderError.None || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
                return;
        }

        await WaitingPage.AnswerAsync(context, isPassedOn);
    }

    private static void EndIfBegun(HttpContext context)
    {
        if (context.Response.HasStarted)
            context.Abort();
    }

    private sealed record Lead(Uri? Active)
    {
        public CancellationTokenSource Ended { get; } = new();
    }

    // Its own client's address, as the proxy in front told it: one hop for the active dashboard, wherever the request came in.
    private sealed class ToActive : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var (headers, request) = (proxyRequest.Headers, httpContext.Request);
            headers.Host = request.Host.Value;
            foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"])
                headers.Remove(name);
            headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
            headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
            headers.TryAddWithoutValidation(PassedOn, "1");
        }
    }
}
