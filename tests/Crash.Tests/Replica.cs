using Npgsql;

namespace BackupDashboard.Crash;

/// <summary>
/// A second server of PostgreSQL, which streams from the one that the tests were given. That one starts and stops it, because it refuses to
/// run as whoever runs the tests.
/// </summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly string _primary;
    private readonly string _folder;
    private readonly Disk? _disk;

    private Replica(string primary, string folder, Disk? disk, string connectionString) =>
        (_primary, _folder, _disk, ConnectionString) = (primary, folder, disk, connectionString);

    /// <summary>To the same database as on the primary.</summary>
    public string ConnectionString { get; }

    public static async Task<Replica> StartAsync(string primary)
    {
        var server = new NpgsqlConnectionStringBuilder(primary);
        var programs = await AskAsync(primary, "SELECT setting FROM pg_config WHERE name = 'BINDIR'");
        var place = $"{await AskAsync(primary, "SHOW data_directory")}-replica";
        var disk = Disk.CanBeMounted ? await Disk.MountAsync(place) : null;
        var folder = $"{place}/data";
        var most = await AskAsync(primary, "SHOW max_connections");
        var port = FreePort.Find();
        await RunAsync(
            primary,
            $"{programs}/pg_basebackup -w -h {server.Host} -p {server.Port} -U {server.Username} -D {folder} -R -X stream -c fast");
        await RunAsync(
            primary,
            $"{programs}/pg_ctl -D {folder} -w -l {folder}/log -o \"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
                + $"-c fsync=off -c max_connections={most}\" start > /dev/null 2>&1");
        (server.Host, server.Port) = ("127.0.0.1", port);
        return new Replica(primary, folder, disk, server.ToString());
    }

    /// <summary>As if the network between them were cut.</summary>
    public async Task StopFollowingAsync()
    {
        await AskAsync(ConnectionString, "ALTER SYSTEM SET primary_conninfo = ''");
        await AskAsync(ConnectionString, "SELECT pg_reload_conf()::text");
        await Cluster.UntilAsync(
            async () => await AskAsync(ConnectionString, "SELECT pid::text FROM pg_stat_wal_receiver") is null,
            "the replica hears nothing");
    }

    /// <param name="hasEverything">Whether it waits until it has what the primary has.</param>
    public async Task PromoteAsync(bool hasEverything)
    {
        if (hasEverything)
        {
            var end = await AskAsync(_primary, "SELECT pg_current_wal_lsn()::text");
            await Cluster.UntilAsync(
                async () => await AskAsync(ConnectionString, $"SELECT (pg_last_wal_replay_lsn() >= '{end}')::text") == "true",
                "the replica has what the primary has");
        }

        await AskAsync(ConnectionString, "SELECT pg_promote()::text");
    }

    /// <summary>No more data finds space. The log of what was written has some left: without it the server would end.</summary>
    public async Task FillAsync()
    {
        await AskAsync(ConnectionString, "SELECT pg_switch_wal()::text");
        await AskAsync(ConnectionString, "SELECT pg_logical_emit_message(true, 'a new', 'file')::text");
        await _disk!.FillAsync();
    }

    public Task FreeAsync() => _disk!.FreeAsync();

    // Asked to end at once, it first ends the connection that asks.
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(_primary, $"kill -INT $(head -n 1 {_folder}/postmaster.pid)");
        if (_disk is not null)
            await _disk.DisposeAsync();
    }

    // As the server's own user.
    private static Task RunAsync(string server, string command) =>
        AskAsync(server, $"COPY (SELECT 1) TO PROGRAM '{command}'");

    private static async Task<string?> AskAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }
}
