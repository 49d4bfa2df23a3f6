using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>The program from its first line, on a real port, with a real identity provider. Only the cloud is in memory.</summary>
public sealed class RealProgram : IAsyncLifetime
{
    /// <summary>Objects of every sort.</summary>
    public const int Each = 500;

    private readonly TestStorage _storage = new();
    private readonly Factory _factory;
    private IdentityServer? _identity;

    public RealProgram()
    {
        Nuclia = new FakeNuclia(TimeProvider.System);
        AuthorizationFixture = new AuthorizationFixture(Nuclia, Each);
        _factory = new Factory(this);
    }

    public FakeNuclia Nuclia { get; }

    public AuthorizationFixture AuthorizationFixture { get; }

    public TestLog Log { get; } = new();

    public IServiceProvider Services => _factory.Services;

    internal IdentityServer Identity => _identity ?? throw new InvalidOperationException("It has not started.");

    internal Credentials Credentials { get; private set; } = null!;

    public Uri Address => new($"http://localhost:{new Uri(Listening.Addresses.First()).Port}/");

    private IServerAddressesFeature Listening => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;

    public async ValueTask InitializeAsync()
    {
        _identity = await IdentityServer.StartAsync(0, TestContext.Current.CancellationToken);
        _factory.UseKestrel(0);
        _factory.StartServer();
        await FeedReader.UntilAsync(Services.GetRequiredService<AccountWatcher>().Subscribe(), account => account.AsOf is not null);
        foreach (var watcher in Services.GetRequiredService<ZoneWatchers>().All)
            await FeedReader.UntilAsync(watcher.Subscribe(), zone => zone.IsLoaded && zone.KnowledgeBoxes.Count > 0);
        Credentials = await Credentials.CollectAsync(this);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (_identity is not null)
            await _identity.DisposeAsync();
        _storage.Dispose();
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = SignInApp.Settings(Identity.Address.ToString());
        foreach (var (key, value) in RunningConsole.Teams)
            settings[key] = value;
        _storage.AddTo(settings);
        settings["Storage:KeysPath"] = Path.Combine(_storage.Folder, "keys");
        settings["Sandbox:Cloud"] = settings["Sandbox:Identity"] = "false";
        settings["Nuclia:Account"] = settings["Nuclia:Token"] = "unused";
        settings["Management:Port"] = "0";
        foreach (var limit in new[] { "ReadsPerMinute", "CommandsPerMinute", "HubConnectionsPerMinute", "HubCallsPerMinute",
                "SignInsPerMinute" })
            settings[$"Limits:{limit}"] = "100000";
        settings["Limits:ExportsPerMinute"] = settings["Limits:HubConnections"] = "10000";
        return settings;
    }

    private sealed class Factory(RealProgram program) : WebApplicationFactory<OperationJournal>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in program.Settings())
                builder.UseSetting(key, value);

            // The sandbox's teams are others.
            builder.ConfigureAppConfiguration(configuration =>
            {
                foreach (var source in configuration.Sources.OfType<JsonConfigurationSource>()
                        .Where(source => source.Path == "appsettings.Development.json").ToList())
                    configuration.Sources.Remove(source);
            });
            // That a token is forged, or that a hub refuses, is an error for the libraries that log it, and none of ours.
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(program.Log)
                .AddFilter<TestLog>("Microsoft.IdentityModel", LogLevel.None)
                .AddFilter<TestLog>("Microsoft.AspNetCore.SignalR", LogLevel.None));
            builder.ConfigureTestServices(services => services
                .Replace(ServiceDescriptor.Singleton<INucliaReader>(program.Nuclia))
                .Replace(ServiceDescriptor.Singleton<INucliaCommands>(program.Nuclia))
                .Replace(ServiceDescriptor.Singleton<ITokenExpiry>(program.Nuclia)));
        }
    }
}
