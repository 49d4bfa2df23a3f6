using System.Collections.Concurrent;
using System.Diagnostics;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Crash;

/// <summary>A program of ours as a process of its own. It ends with this object, or at the latest with the test.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start, string readyWhen)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        DataReceivedEventHandler received = (_, args) => Received(args.Data, readyWhen);
        _process.OutputDataReceived += received;
        _process.ErrorDataReceived += received;
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has logged as mistakes of its own.</summary>
    public IEnumerable<string> Mistakes => _lines.Where(line => line.StartsWith("fail:", StringComparison.Ordinal)
        || line.StartsWith("crit:", StringComparison.Ordinal)
        || line.StartsWith("Unhandled", StringComparison.Ordinal));

    /// <param name="readyWhen">Part of the line that says that it serves.</param>
    public static ServerProcess Start(
        string program, IEnumerable<string> arguments, string readyWhen = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var server = new ServerProcess(start, readyWhen);
        server._process.Start();
        AppDomain.CurrentDomain.ProcessExit += server.KillAtExit;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    public async Task ReadyAsync()
    {
        var ended = _process.WaitForExitAsync();
        await Task.WhenAny(_ready.Task, ended, Task.Delay(StartTimeout, TimeProvider.System));
        if (_ready.Task.IsCompleted)
            return;

        var reason = ended.IsCompleted ? "It ended at once" : $"It was not ready within {StartTimeout}";
        throw new InvalidOperationException($"{reason}:\n{string.Join('\n', _lines)}");
    }

    /// <summary>SIGKILL: it gets no chance to put anything in order.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan timeout)
    {
        await _process.WaitForExitAsync().WaitAsync(timeout);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        _process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs args) => Kill();

    private void Received(string? line, string readyWhen)
    {
        if (line is null)
            return;

        _lines.Enqueue(line);
        if (readyWhen != "" && line.Contains(readyWhen, StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
