using Npgsql;

namespace BackupDashboard.Crash;

/// <summary>The network between one dashboard and the database. It can be cut without either of them being told.</summary>
internal sealed class DatabaseLink : IAsyncDisposable
{
    private readonly HaProxy _process;

    private DatabaseLink(HaProxy process, string connectionString) => (_process, ConnectionString) = (process, connectionString);

    /// <summary>To the same database, through this link.</summary>
    public string ConnectionString { get; }

    public static async Task<DatabaseLink> StartAsync(string connectionString, string file)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var port = Installation.FreePort();
        string[] settings =
        [
            "defaults", "    mode tcp", "    timeout connect 5s", "    timeout client 1h", "    timeout server 1h",
            "listen database", $"    bind 127.0.0.1:{port}", $"    server postgres {server.Host}:{server.Port}",
        ];
        (server.Host, server.Port) = ("127.0.0.1", port);
        return new DatabaseLink(await HaProxy.StartAsync(settings, file), server.ToString());
    }

    public Task CutAsync() => _process.PauseAsync();

    public Task MendAsync() => _process.ContinueAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
