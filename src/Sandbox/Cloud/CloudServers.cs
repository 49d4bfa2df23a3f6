using BackupDashboard.Sandbox.Cloud.Faults;
using BackupDashboard.Sandbox.Cloud.Seeding;
using BackupDashboard.Sandbox.Mail;
using BackupDashboard.Sandbox.Setup;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class CloudServers : IAsyncDisposable
{
    private const string PortSetting = "setting Sandbox:Port, or --port when the sandbox runs alone";

    private readonly List<WebApplication> _servers = [];
    private readonly FaultBook _faults = new();
    private readonly CallCounter _calls = new();
    private readonly CommandLog _commands = new();
    private readonly CloudState _state;
    private readonly SandboxClock _clock;
    private readonly Inbox _inbox;
    private MailServer? _mail;

    private CloudServers(CloudState state, SandboxClock clock) => (_state, _clock, _inbox) = (state, clock, new Inbox(clock));

    public Uri? GlobalUrl { get; private set; }

    public int MailPort => _mail?.Port ?? 0;

    public string AccountSlug => _state.Account.Slug;

    public IReadOnlyList<SandboxZone> Zones => [.. _state.Zones.Select(zone => new SandboxZone(zone.Slug, zone.Origin!))];

    public static async Task<CloudServers> StartAsync(SandboxOptions options, SandboxClock clock, CancellationToken cancellationToken)
    {
        var cloud = new CloudServers(Seeder.Build(options.RandomSeed, options.Speed, clock), clock);
        try
        {
            await cloud.StartAsync(options.Port, cancellationToken);
            cloud._mail = MailServer.Start(options.MailPort, cloud._inbox);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public Task CloseZoneAsync(string slug)
    {
        // Started in the order of the zones.
        var (index, _) = _state.Zones.Index().First(zone => zone.Item.Slug == slug);
        return _servers[index].StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        if (_mail is not null)
            await _mail.DisposeAsync();
    }

    private async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        foreach (var (index, zone) in _state.Zones.Index())
        {
            var zonePort = port == 0 ? 0 : port + 1 + index;
            var setting = $"{PortSetting} (zone {zone.Slug} takes that port + {index + 1})";
            var server = await LoopbackServer.StartAsync(zonePort, setting, app => MapZone(app, zone), cancellationToken);
            _servers.Add(server);
            zone.Origin = LoopbackServer.Address(server);
        }

        // Last, so that the zones are reachable before the global API lists them.
        var global = await LoopbackServer.StartAsync(port, PortSetting, MapGlobal, cancellationToken);
        _servers.Add(global);
        GlobalUrl = LoopbackServer.Address(global);
    }

    private void MapZone(WebApplication app, CloudZone zone)
    {
        UseGateway(app, zone.Slug);
        new BackupApi(_state, zone).Map(app);
        new KnowledgeBoxApi(_state, zone).Map(app);
        new NucliaDbApi(_state, zone).Map(app);
    }

    private void MapGlobal(WebApplication app)
    {
        UseGateway(app, CallCounter.Global);
        new GlobalApi(_state).Map(app);
        new ControlApi(_state, _faults, _calls, _commands, _clock, _inbox).Map(app);
    }

    private void UseGateway(WebApplication app, string zone)
    {
        var faults = new FaultMiddleware(zone, _faults, _state.Time);
        app.UseRouting();
        app.UseWhen(IsApi, api => api.Use(next => async context =>
        {
            _calls.Count(zone, Operation.Of(context));
            await _commands.ArrivedAsync(zone, context);
            await faults.InvokeAsync(context, next);
        }));
        app.UseWhen(IsApi, api => api.Use(next => context => _commands.NoteAnswerAsync(context, next)));
        app.UseStatusCodePages(Errors.DescribeStatusAsync);
        app.UseWhen(IsApi, api => api.Use(next => context => TokenCheck.InvokeAsync(context, next)));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}
