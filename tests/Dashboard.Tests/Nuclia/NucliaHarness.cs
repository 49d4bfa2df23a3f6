using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>The client as the dashboard gets it, from a real container, pointed at a server of the test.</summary>
internal sealed class NucliaHarness : IAsyncDisposable
{
    public const string AccountSlug = "acme";
    public const string Token = "SECRET.token-of_the~technical.user";
    public const string BackupsPath = $"/api/v1/account/{ScriptedServer.AccountId}/backups";

    private readonly ServiceProvider _services;

    public NucliaHarness(Uri global, params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Nuclia:Account"] = AccountSlug,
            ["Nuclia:Token"] = Token,
            ["Nuclia:GlobalUrl"] = global.GetLeftPart(UriPartial.Authority),
            ["Nuclia:RetryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings) values[$"Nuclia:{key}"] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<TimeProvider>(Time)
            .AddNuclia(configuration.GetSection("Nuclia"), allowHttp: true)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public WatchedTime Time { get; } = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public CapturedLogs Logs { get; } = new();

    public INucliaReader Reader => _services.GetRequiredService<INucliaReader>();

    public ITokenExpiry TokenExpiry => _services.GetRequiredService<ITokenExpiry>();

    public INucliaCommands Commands => _services.GetRequiredService<INucliaCommands>();

    public NucliaOptions Options => _services.GetRequiredService<IOptions<NucliaOptions>>().Value;

    public static Zone ZoneAt(Uri address, string slug = "europe-1") => new("z-" + slug, slug, slug, address);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
