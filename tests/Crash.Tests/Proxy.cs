using System.Diagnostics;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Crash;

/// <summary>HAProxy with the settings that the project ships, apart from its addresses.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly Process _process;

    private Proxy(Process process, int port) => (_process, Address) = (process, new Uri($"http://localhost:{port}"));

    public Uri Address { get; }

    public static async Task<Proxy> StartAsync(IReadOnlyList<Node> nodes, DirectoryInfo folder)
    {
        var port = Installation.FreePort();
        var shipped = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", "haproxy.cfg"));
        string[] settings =
        [
            .. shipped.Where(line => !line.TrimStart().StartsWith("server ", StringComparison.Ordinal))
                .Select(line => line.TrimStart().StartsWith("bind ", StringComparison.Ordinal) ? $"    bind 127.0.0.1:{port}" : line),
            .. nodes.Select(node => $"    server node{node.Number} 127.0.0.1:{node.Port}"),
        ];
        var file = Path.Combine(folder.FullName, "haproxy.cfg");
        await File.WriteAllLinesAsync(file, settings);

        // In the foreground, so that it ends with this process at the latest.
        var start = new ProcessStartInfo("haproxy", ["-db", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("HAProxy did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        return new Proxy(process, port);
    }

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
