using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Below HTTP: reads a request and closes the connection, orderly or by a reset, after whatever bytes a test wants sent.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _bytes;
    private readonly bool _reset;
    private readonly Task _loop;
    private int _requests;

    public RawServer(string bytes, bool reset)
    {
        (_bytes, _reset) = (bytes, reset);
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            // A whole request fits into one read here: nothing of it may stay unread, or an orderly close would become a reset.
            var stream = client.GetStream();
            if (await stream.ReadAsync(new byte[64 * 1024], _stop.Token) == 0) return;
            Interlocked.Increment(ref _requests);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_bytes), _stop.Token);
            if (_reset) client.LingerState = new LingerOption(true, 0);
        }
    }
}
