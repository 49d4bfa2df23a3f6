using System.Diagnostics;

namespace BackupDashboard.Crash;

/// <summary>A process of HAProxy. It ends with this object, or at the latest with the test.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private readonly Process _process;

    private HaProxy(Process process) => _process = process;

    public int Id => _process.Id;

    /// <param name="file">Where its settings are written.</param>
    public static async Task<HaProxy> StartAsync(IEnumerable<string> settings, string file)
    {
        await File.WriteAllLinesAsync(file, settings);

        // In the foreground, so that it ends with this process at the latest.
        var start = new ProcessStartInfo("haproxy", ["-db", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("HAProxy did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        return new HaProxy(process);
    }

    /// <summary>SIGSTOP: what it carries is accepted, and goes nowhere.</summary>
    public Task PauseAsync() => Signal.SendAsync(_process.Id, "STOP");

    public Task ContinueAsync() => Signal.SendAsync(_process.Id, "CONT");

    public async ValueTask DisposeAsync()
    {
        Kill(_process);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was disposed of in good time.
        }
    }
}
