using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Crash;

/// <summary>HAProxy with the settings that the project ships, apart from its addresses.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly HaProxy _process;

    private Proxy(HaProxy process, int port) => (_process, Address) = (process, new Uri($"http://localhost:{port}"));

    public Uri Address { get; }

    /// <param name="ports">Of the dashboards.</param>
    public static async Task<Proxy> StartAsync(IEnumerable<int> ports, DirectoryInfo folder)
    {
        var port = FreePort.Find();
        string[] servers = [.. ports.Select((one, place) => $"    server node{place + 1} 127.0.0.1:{one}")];
        var shipped = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", "haproxy.cfg"));
        var settings = shipped.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["bind", ..] => [$"    bind 127.0.0.1:{port}"],
            ["server", "one", ..] => servers,
            ["server", ..] => [],
            _ => new[] { line },
        });
        return new Proxy(await HaProxy.StartAsync(settings, Path.Combine(folder.FullName, "haproxy.cfg")), port);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
