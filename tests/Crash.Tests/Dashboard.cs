namespace BackupDashboard.Crash;

/// <summary>The program under test: killed and started again over the same journal, at the same address.</summary>
internal sealed class Dashboard(Installation installation) : IDashboard
{
    private readonly int _port = FreePort.Find();
    private readonly List<string> _mistakes = [];
    private ServerProcess? _process;

    public Uri Address => new($"http://localhost:{_port}");

    public IReadOnlyCollection<string> Mistakes => _mistakes;

    public Installation Installation => installation;

    public void Start(TimeSpan deleteGrace) => _process ??= installation.Start(_port, deleteGrace, [], []);

    public Task ReadyAsync() => _process!.ReadyAsync();

    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;

        process.Kill();
        await process.DisposeAsync();
        _mistakes.AddRange(process.Mistakes);
        _process = null;
    }

    public Task EndAsync() => KillAsync();

    public async ValueTask DisposeAsync() => await KillAsync();
}
