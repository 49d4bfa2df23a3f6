using Npgsql;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The server that <c>./test.sh</c> has started.</summary>
internal static class PostgresServer
{
    private static string Server => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException(
            "TEST_POSTGRES must be the connection to a PostgreSQL server. ./test.sh starts one, and says it.");

    /// <returns>The settings of a dashboard on an empty database of its own.</returns>
    public static string[] NewDatabase()
    {
        var name = $"test-{Guid.NewGuid():N}";
        Execute($"""CREATE DATABASE "{name}" """);
        return
        [
            "--Storage:Provider", "Postgres", "--Storage:ConnectionString",
            new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString(),
        ];
    }

    /// <summary>As the server's administrator.</summary>
    public static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
