namespace BackupDashboard.Crash;

/// <summary>One of several dashboards on one database.</summary>
/// <param name="keys">The settings of <see cref="CommonKeys"/>.</param>
/// <param name="link">To the database.</param>
/// <param name="ahead">How far its clock is ahead of the machine's.</param>
/// <param name="disk">Where it keeps what is its own; null for where the others do.</param>
internal sealed class Node(
    Installation installation, int number, string[] keys, DatabaseLink link, TimeSpan ahead, Disk? disk) : IAsyncDisposable
{
    private const string Active = "Becomes active";

    private readonly List<string> _mistakes = [];
    private readonly List<string> _history = [];
    private ServerProcess? _process;
    private bool _wasAway;
    private bool _isPaused;
    private int _timesActive;
    private int _forgiven;

    public int Number => number;

    /// <summary>Its clock, of the machine's.</summary>
    public TimeSpan Ahead => ahead;

    /// <summary>Null if it has none of its own.</summary>
    public Disk? Disk => disk;

    public int Port { get; } = FreePort.Find();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>False while it is paused, too.</summary>
    public bool Answers => IsRunning && !_isPaused;

    /// <summary>In all its lives.</summary>
    public int TimesActive => _timesActive + (Has(Active) ? 1 : 0);

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>As it says itself. One that was paused, and another took over, does not know it yet.</summary>
    public bool IsActive => IsRunning && Has(Active);

    public bool StandsBy => IsRunning && Has("Stands by at") && !Has(Active);

    public IReadOnlyCollection<string> Mistakes => _mistakes;

    public IReadOnlyCollection<string> Lines => _process?.Lines ?? [];

    /// <summary>What it has logged in all its lives.</summary>
    public IEnumerable<string> History => [.. _history, .. Lines];

    public void Start(TimeSpan deleteGrace)
    {
        // It may have ended by itself, because another one had taken over.
        Collect();
        _process = installation.Start(
            Port, deleteGrace,
            [
                "--Storage:ConnectionString", link.ConnectionString, "--Cluster:Address", Address.ToString(),
                "--Storage:HeadFile", Path.Combine(disk?.Folder ?? installation.Folder.FullName, $"journal-{number}.head"),
                "--Proxy:KnownProxies:0", "127.0.0.1", .. keys,
            ],
            ClockApart.By(ahead));
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync()
    {
        _process?.Kill();
        return EndAsync();
    }

    /// <summary>SIGTERM, as an upgrade or a platform stops it.</summary>
    public async Task StopAsync()
    {
        await Signal.SendAsync(_process!.Id, "TERM");
        await EndAsync();
    }

    /// <summary>SIGSTOP: it keeps its connections, and says nothing.</summary>
    public Task PauseAsync()
    {
        _wasAway = _isPaused = true;
        return Signal.SendAsync(_process!.Id, "STOP");
    }

    public Task ContinueAsync()
    {
        _isPaused = false;
        return Signal.SendAsync(_process!.Id, "CONT");
    }

    /// <summary>From the database. It answers everyone else.</summary>
    public Task CutOffAsync()
    {
        _wasAway = true;
        return link.CutAsync();
    }

    public Task ConnectAsync() => link.MendAsync();

    /// <summary>Its machine loses its power. It has this end of the way to the database, too.</summary>
    public async Task VanishAsync()
    {
        await Cable.PullAsync(_process!.Id, link.Id);
        await KillAsync();
        await link.DisposeAsync();
    }

    /// <summary>The machine is there again, and nothing runs on it.</summary>
    public async Task ReturnAsync()
    {
        await Cable.PlugInAsync();
        await link.StartAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task EndAsync()
    {
        if (_process is not { } process)
            return;

        await process.ExitAsync(TimeSpan.FromMinutes(1));
        Collect();
        await process.DisposeAsync();
    }

    /// <summary>Those so far had a cause outside it.</summary>
    public void ForgiveMistakes() => _forgiven = _process?.Mistakes.Count() ?? 0;

    public async ValueTask DisposeAsync()
    {
        _process?.Kill();
        await EndAsync();
    }

    // One that comes back and finds another one in its place says so loudly, which is right.
    private void Collect()
    {
        if (_process is { } process && !_wasAway)
            _mistakes.AddRange(process.Mistakes.Skip(_forgiven));
        _timesActive = TimesActive;
        _history.AddRange([.. Lines, "— the end of this process —"]);
        (_process, _wasAway, _isPaused, _forgiven) = (null, false, false, 0);
    }

    private bool Has(string text) => Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
}
