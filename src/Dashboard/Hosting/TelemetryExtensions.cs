using BackupDashboard.Platform;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BackupDashboard.Hosting;

// Traces, metrics and logs, and where they go.
internal static class TelemetryExtensions
{
    private const string ServiceName = "backup-dashboard";

    // The standard's own key, so that an environment made for other programs works for this one.
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Connections that last for hours would be one span each; probes and scrapes are noise; the address of a calendar is a secret.
    private static readonly PathString[] Untraced =
        ["/_blazor", "/hubs", "/health", ManagementServer.MetricsPath, Shell.Links.Calendars];

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var endpoint = builder.Configuration[EndpointKey];
        builder.Services.AddOptions<OtlpOptions>()
            .Validate(_ => IsAddressOrEmpty(endpoint), $"{EndpointKey} is not an address. Example: http://collector:4317");
        builder.Services.AddStartupCheck<OtlpOptions>(EndpointKey);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: ProductVersion.Text))
            .WithTracing(traces => traces
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation(
                    web => web.Filter = context => !Array.Exists(Untraced, path => context.Request.Path.StartsWithSegments(path)))
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false));

        // By default the exporter would try localhost for as long as the program runs.
        if (!string.IsNullOrEmpty(endpoint))
            telemetry.WithLogging(_ => { }, logs => logs.IncludeFormattedMessage = true).UseOtlpExporter();
        return builder;
    }

    private static bool IsAddressOrEmpty(string? text) =>
        string.IsNullOrEmpty(text) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    private sealed class OtlpOptions;
}
