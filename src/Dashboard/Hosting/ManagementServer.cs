using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace BackupDashboard.Hosting;

// A separate web server for <c>/metrics</c> and the health paths. Not a route that checks the port, because it would read the Host header,
// which the caller writes.
internal sealed class ManagementServer(
    MeterProvider meters, HealthCheckService health, Database database, IOptions<ManagementOptions> options, ILoggerFactory loggers,
        ILogger<ManagementServer> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    public const string MetricsPath = "/metrics";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private WebApplication? _app;

    public Uri Address => new(_app?.Urls.Single() ?? throw new InvalidOperationException("The management server has not started."));

    // A dashboard that stands by starts it before the host does.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
            return;

        _app = Build();
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (HostExtensions.IsRefusalToListen(exception))
        {
            throw new StartException(
                $"Metrics cannot be served at {options.Value.EndPoint}: {exception.GetBaseException().Message}. "
                + "Stop what listens there, or choose another Management:Port (0: any free one) or Management:Address.",
                exception);
        }

        Log.Management(logger, Address);
    }

    // After everything else, so that metrics can be read during the shutdown.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
            await _app.StopAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        // Empty, because a slim builder would read the settings and the ASPNETCORE_URLS of the program around it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddProvider(new LogOfTheProgram(loggers)).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Value.EndPoint);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(health);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheProgram>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);

        var app = builder.Build();
        app.MapHealth(() => database.IsOpen);
        app.MapPrometheusScrapingEndpoint(MetricsPath, meters, configureBranchedPipeline: null, optionsName: null);
        return app;
    }

    // Ctrl+C is handled by the program.
    private sealed class LifetimeOfTheProgram : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
