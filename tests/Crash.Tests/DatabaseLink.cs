using Npgsql;

namespace BackupDashboard.Crash;

/// <summary>The network between one dashboard and the database. It can be cut without either of them being told.</summary>
internal sealed class DatabaseLink : IAsyncDisposable
{
    private readonly string _file;
    private readonly int _port = FreePort.Find();
    private HaProxy? _process;
    private string _server;

    private DatabaseLink(string connectionString, string file)
    {
        (_file, _server) = (file, connectionString);
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port }.ToString();
    }

    /// <summary>To the same database, through this link.</summary>
    public string ConnectionString { get; }

    public static async Task<DatabaseLink> StartAsync(string connectionString, string file)
    {
        var link = new DatabaseLink(connectionString, file);
        await link.StartAsync();
        return link;
    }

    /// <summary>To the server of this connection. What was open to another one must have ended.</summary>
    public Task LeadToAsync(string connectionString)
    {
        _server = connectionString;
        return StartAsync();
    }

    /// <summary>After its end, to the same server.</summary>
    public async Task StartAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(_server);
        string[] settings =
        [
            "defaults", "    mode tcp", "    timeout connect 5s", "    timeout client 1h", "    timeout server 1h",
            "listen database", $"    bind 127.0.0.1:{_port}", $"    server postgres {server.Host}:{server.Port}",
        ];
        _process = await HaProxy.StartAsync(settings, _file);
    }

    /// <summary>Of its process.</summary>
    public int Id => _process!.Id;

    public Task CutAsync() => _process!.PauseAsync();

    public Task MendAsync() => _process!.ContinueAsync();

    /// <summary>Ends what is open; both of them are told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }
}
