using System.Collections.Concurrent;
using System.Net;
using System.Text;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Tests.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Hosting;

/// <summary>What leaves the program by OTLP, read by a collector of the test.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Token = "SECRET-token-of-telemetry";
    private const string Code = "SECRET-code-in-an-address";

    private readonly HostedConsole _host = new();
    private readonly ConcurrentDictionary<string, string> _collected = new();
    private readonly WebApplication _collector;

    public TelemetryTests()
    {
        _host.Console.Nuclia.AddZone("told");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _collector = builder.Build();
        _collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _collected.AddOrUpdate(context.Request.Path, _ => Readable(body), (_, before) => before + Readable(body));
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _collector.StartAsync(RunningConsole.Cancellation);
        // Everything but what appsettings.json keeps out for good: the web server's own lines, which repeat addresses whole.
        _host.Add(
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task EndpointConfigured_Program_SendsTracesMetricsAndLogsWithoutASecret()
    {
        // Polly calls it an error when the cloud fails.
        _host.Console.Log.ErrorsAreExpected = true;
        await using var cloud = await ScriptedServer.StartAsync();
        cloud.On("GET /api/v1/account/acme/zones", ScriptedServer.Answer(500, $$"""{"detail":"echo of Bearer {{Token}}"}"""));
        UseRealClient(cloud.Address);
        _host.Set("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Urls.Single());
        _host.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        await _host.StartAsync();
        using (var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Public, $"/anything?code={Code}")))
        {
            request.Headers.Authorization = new("Bearer", Token);
            using var response = await _host.Http.SendAsync(request, RunningConsole.Cancellation);
        }

        await _host.StopAsync();

        cloud.Received.ShouldContain(request => request.Authorization == $"Bearer {Token}");
        foreach (var signal in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
            _collected.ShouldContainKey(signal);
        _collected.Values.ShouldAllBe(text => text.Contains("backup-dashboard"));
        _collected["/v1/traces"].ShouldContain("/api/v1/account/acme/zones");
        _collected["/v1/traces"].ShouldContain("/anything");
        _collected["/v1/metrics"].ShouldContain("backup.account.up");
        _collected["/v1/logs"].ShouldContain("The account could not be read");
        foreach (var (signal, text) in _collected)
        {
            text.Contains(Token).ShouldBeFalse(signal);
            text.Contains(Code).ShouldBeFalse(signal);
        }
    }

    [Fact]
    public async Task EndpointConfigured_LookAtAZone_IsASpanAndProbesAreNone()
    {
        _host.Set("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Urls.Single());
        _host.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        await _host.StartAsync();
        await _host.Console.PollAsync("told");
        await _host.Http.GetStringAsync(new Uri(_host.Management, "/metrics"), RunningConsole.Cancellation);
        await _host.StopAsync();

        _collected["/v1/traces"].ShouldContain("poll zone");
        _collected["/v1/traces"].ShouldNotContain("GET /metrics");
    }

    [Fact]
    public async Task NoEndpoint_Program_HasNoExporter()
    {
        await _host.StartAsync();
        _host.Console.Get<IEnumerable<ILoggerProvider>>()
            .ShouldNotContain(provider => provider.GetType().FullName!.StartsWith("OpenTelemetry"));
        _host.Console.Get<ZoneWatchers>().All.ShouldHaveSingleItem();
        await _host.StopAsync();
        _collected.ShouldBeEmpty();
    }

    private void UseRealClient(Uri cloud)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Nuclia:Account"] = "acme",
            ["Nuclia:Token"] = Token,
            ["Nuclia:GlobalUrl"] = cloud.GetLeftPart(UriPartial.Authority),
            ["Nuclia:RetryDelay"] = "00:00:00",
        }).Build();
        _host.Add(services => services.AddNuclia(settings.GetSection("Nuclia"), allowHttp: true));
    }

    // Protobuf keeps text as it is.
    private static string Readable(MemoryStream body) => Encoding.UTF8.GetString(body.ToArray());
}
