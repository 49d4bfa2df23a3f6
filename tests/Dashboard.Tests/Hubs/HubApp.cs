using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using BackupDashboard.Hubs;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Hubs;

/// <summary>The hub, and who has left it.</summary>
internal sealed class HubApp : ConsoleServer
{
    private readonly Departures _departures;

    public HubApp(RunningConsole? console = null)
        : this(console ?? new RunningConsole(), new Departures())
    {
    }

    private HubApp(RunningConsole console, Departures departures)
        : base(console, app => app.MapHubs(), services => services.Configure<HubOptions>(options => options.AddFilter(departures))) =>
        _departures = departures;

    public Uri Hub => new(Address, BackupsHub.Path);

    public async Task<HubClient> ConnectAsync(string? role = A.Auditor, string name = "Grace Auditor")
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(Hub, options =>
            {
                if (role is not null)
                    options.Headers[RolesHeader] = role;
                options.Headers[NameHeader] = name;
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
            .Build();
        var client = new HubClient(connection);
        await connection.StartAsync(RunningConsole.Cancellation);
        return client;
    }

    /// <summary>
    /// Sends messages as one, over a connection of its own, and waits for its end. What a program may do, and the client library does not.
    /// </summary>
    public async Task SendAtOnceAsync(string messages)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(RolesHeader, A.Auditor);
        await socket.ConnectAsync(new UriBuilder(Hub) { Scheme = "ws" }.Uri, RunningConsole.Cancellation);
        var bytes = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e" + messages);
        await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, RunningConsole.Cancellation);
        await DisconnectedAsync();
    }

    /// <summary>Waits until the hub has cleaned up a connection.</summary>
    public Task DisconnectedAsync() => _departures.TestSignal.UntilAsync(() => _departures.Count > 0);

    private sealed class Departures : IHubFilter
    {
        private int _count;

        public TestSignal TestSignal { get; } = new();

        public int Count => _count;

        public async Task OnDisconnectedAsync(
            HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
        {
            await next(context, exception);
            Interlocked.Increment(ref _count);
            TestSignal.Beat();
        }
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
        bound.CancelAfter(TestSignal.Patience);
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
