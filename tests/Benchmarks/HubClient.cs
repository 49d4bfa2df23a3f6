using System.Net.WebSockets;
using System.Text;

namespace BackupDashboard.Benchmarks;

/// <summary>The least of a hub's client: thousands of them fit into one process.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>When the last message came, as a timestamp.</summary>
    public long LastAt { get; private set; }

    /// <summary>What it said: the highest version of a zone, or of a peer's text.</summary>
    public long Version { get; private set; }

    public long Messages { get; private set; }

    public bool IsConnected => _socket.State is WebSocketState.Open;

    public static async Task<HubClient> ConnectAsync(Uri hub, string? token, string zone)
    {
        var client = new HubClient();
        client._socket.Options.SetBuffer(4096, 512);
        if (token is not null)
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        client._reading = Task.Run(client.ReadAsync);
        await client.SendAsync($$"""{"type":1,"target":"Watch","arguments":["{{zone}}"]}""");
        return client;
    }

    public static async Task<List<HubClient>> ConnectAsync(int count, Uri hub, string? token, string zone)
    {
        var clients = new List<HubClient>();
        foreach (var some in Enumerable.Range(0, count).Chunk(25))
            clients.AddRange(await Task.WhenAll(some.Select(_ => ConnectAsync(hub, token, zone))));
        return clients;
    }

    /// <summary>Until all have heard of a version, or half a minute has passed.</summary>
    /// <returns>How many have not.</returns>
    public static async Task<int> HeardAsync(IReadOnlyList<HubClient> clients, Func<HubClient, bool> hasHeard)
    {
        for (var wait = 0; wait < 3000; wait++)
        {
            if (clients.All(hasHeard))
                return 0;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        return clients.Count(client => !hasHeard(client));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;

                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;

                Received(message.GetBuffer().AsSpan(0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }
    }

    private void Received(ReadOnlySpan<byte> frames)
    {
        while (frames.IndexOf((byte)End) is >= 0 and var length)
        {
            var frame = frames[..length];
            frames = frames[(length + 1)..];
            if (frame.IndexOf("\"Changed\""u8) < 0)
                continue;

            Messages++;
            LastAt = TimeProvider.System.GetTimestamp();
            if (frame.IndexOf("\"version\":"u8) is >= 0 and var at)
                Version = Math.Max(Version, Number(frame[(at + 10)..]));
            else if (frame.IndexOf("version="u8) is >= 0 and var text)
                Version = Math.Max(Version, Number(frame[(text + 8)..]));
        }
    }

    private static long Number(ReadOnlySpan<byte> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                break;
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
