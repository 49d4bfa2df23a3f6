using Microsoft.AspNetCore.SignalR.Client;

namespace BackupDashboard.Crash.Many;

/// <summary>A program that listens to the hub through one node, whoever is active, and connects again whenever it has to.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = [];
    private readonly HubConnection _connection;
    private readonly string _zone;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _listening;
    private TaskCompletionSource _closed = new();
    private long _version;

    public Witness(Uri node, string zone, string cookie)
    {
        _zone = zone;
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(node, "/hubs/backups"), options => options.Headers["Cookie"] = cookie)
            .WithServerTimeout(TimeSpan.FromSeconds(30)).Build();
        _connection.On<Message>("Changed", Apply);
        _connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        _listening = ListenAsync();
    }

    /// <summary>Versions that went back within one watch.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How often it had to connect.</summary>
    public int Connections { get; private set; }

    public bool Knows(IEnumerable<string> backups)
    {
        lock (_gate)
            return _known.SetEquals(backups);
    }

    public bool Knows(string backup)
    {
        lock (_gate)
            return _known.Contains(backup);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _closed.TrySetResult();
        await _listening;
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await _connection.StartAsync(_stopping.Token);
                lock (_gate)
                    _version = 0;
                await _connection.InvokeAsync("Watch", _zone, _stopping.Token);
                Connections++;
                await _closed.Task;
            }
            catch (Exception)
            {
                // Whatever it is, it tries again, and what it misses by that shows: no one is active at this moment, or not ready yet.
                await _connection.StopAsync(CancellationToken.None);
            }

            await Task.Delay(BetweenTries, TimeProvider.System);
        }
    }

    private void Apply(Message message)
    {
        lock (_gate)
        {
            // Long messages come in parts.
            if (message.Version < _version || (message.Version == _version && message.Reset))
                Faults.Add($"version {message.Version} after {_version}");
            _version = message.Version;
            if (message.Reset)
                _known.Clear();
            _known.UnionWith(message.Upserts.Select(backup => backup.Id));
            _known.ExceptWith(message.Deletes);
        }
    }

    private sealed record Message(long Version, bool Reset, IReadOnlyList<Item> Upserts, IReadOnlyList<string> Deletes);

    private sealed record Item(string Id);
}
