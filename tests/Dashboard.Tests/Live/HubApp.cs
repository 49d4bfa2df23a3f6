using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using BackupDashboard.Live;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Live;

/// <summary>The hub on a real server, with its own policies; a header says who one is.</summary>
internal sealed class HubApp : IAsyncDisposable
{
    private const string RolesHeader = "X-Roles";
    private readonly WebApplication _app;
    private readonly Departures _departures = new();

    public HubApp()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Header", null);
        Console.AddTo(builder.Services);
        builder.Services.Configure<HubOptions>(options => options.AddFilter(_departures));
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapLive();
    }

    public RunningConsole Console { get; } = new();

    public Uri Hub => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), BackupsHub.Path);

    public async Task StartAsync()
    {
        await _app.StartAsync(RunningConsole.Cancellation);
        await Console.StartAsync(_app.Services, hosted: true);
    }

    public async Task<HubClient> ConnectAsync(string? role = A.Auditor)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(Hub, options =>
            {
                if (role is not null)
                    options.Headers[RolesHeader] = role;
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
            .Build();
        var client = new HubClient(connection);
        await connection.StartAsync(RunningConsole.Cancellation);
        return client;
    }

    /// <summary>Waits until the hub has seen a connection off.</summary>
    public Task DisconnectedAsync() => _departures.Pulse.UntilAsync(() => _departures.Count > 0);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await Console.DisposeAsync();
        await _app.DisposeAsync();
    }

    private sealed class Departures : IHubFilter
    {
        private int _count;

        public Pulse Pulse { get; } = new();

        public int Count => _count;

        public async Task OnDisconnectedAsync(
            HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
        {
            await next(context, exception);
            Interlocked.Increment(ref _count);
            Pulse.Beat();
        }
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[RolesHeader] is [{ } role]
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(A.Person(role).Identities), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}

/// <summary>A program that listens to the hub.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Channel<ZoneMessage> _messages = Channel.CreateUnbounded<ZoneMessage>();
    private readonly Dictionary<string, Backup> _backups = [];

    public HubClient(HubConnection connection)
    {
        _connection = connection;
        connection.On<ZoneMessage>(nameof(IBackupsClient.Changed), message => _messages.Writer.TryWrite(message));
    }

    /// <summary>What has been put together from the messages read so far.</summary>
    public IReadOnlyDictionary<string, Backup> Backups => _backups;

    public List<ZoneMessage> Read { get; } = [];

    public Task WatchAsync(string zone) => _connection.InvokeAsync("Watch", zone, RunningConsole.Cancellation);

    public Task UnwatchAsync(string zone) => _connection.InvokeAsync("Unwatch", zone, RunningConsole.Cancellation);

    /// <summary>Reads and applies messages until the picture is as it should be.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(RunningConsole.Cancellation);
        bound.CancelAfter(Pulse.Patience);
        while (!condition())
            Apply(await _messages.Reader.ReadAsync(bound.Token));
    }

    public bool HasMore => _messages.Reader.Count > 0;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Apply(ZoneMessage message)
    {
        Read.Add(message);
        if (message.Reset)
            _backups.Clear();
        foreach (var backup in message.Upserts)
            _backups[backup.Id] = backup;
        foreach (var id in message.Deletes)
            _backups.Remove(id);
    }
}
