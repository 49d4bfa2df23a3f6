using System.Collections.Concurrent;
using System.Diagnostics;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A process of its own, whose output is kept. It ends with this object, or at the latest with the test run.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Action<string> _onLine;

    /// <summary>It is killed, and cannot clean up for itself.</summary>
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("backup-dashboard-tests-");

    private RunningProgram(ProcessStartInfo start, Action<string> onLine)
    {
        _onLine = onLine;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += Received;
        _process.ErrorDataReceived += Received;
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public string Output => string.Join(Environment.NewLine, _lines);

    public static RunningProgram Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var program = new RunningProgram(start, onLine ?? (_ => { }));
        if (!environment.ContainsKey("TMPDIR"))
            start.Environment["TMPDIR"] = program._temporary.FullName;
        program._process.Start();
        AppDomain.CurrentDomain.ProcessExit += program.Stop;
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits for the end, the last line of output included.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Stop(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        _process.Dispose();
        _temporary.Delete(recursive: true);
    }

    private void Stop(object? sender, EventArgs args)
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    private void Received(object sender, DataReceivedEventArgs args)
    {
        if (args.Data is null)
            return;

        _lines.Enqueue(args.Data);
        _onLine(args.Data);
    }
}
