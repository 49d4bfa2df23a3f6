using System.Data;
using BackupDashboard.Storage;
using BackupDashboard.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackupDashboard.Tests.Shared;

/// <summary>A database on the server that <c>./test.sh</c> has started.</summary>
internal sealed class PostgresTestDatabase : ITestDatabase
{
    /// <summary>Migrated once and copied: migrations are tested by themselves.</summary>
    private static readonly Lazy<string> Template = new(Migrated);

    private readonly string _name = NewName();

    public PostgresTestDatabase() => OnServer($"""CREATE DATABASE "{_name}" TEMPLATE "{Template.Value}" """);

    public static string Server { get; } = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : "TEST_POSTGRES must be the connection to a PostgreSQL server, as ./test.sh starts one";

    public IDbContextFactory<DashboardContext> Contexts => new Factory(PostgresEngine.OptionsFor(ConnectionString));

    public bool HasCopy { get; private set; }

    public string ConnectionString => ConnectionTo(_name);

    private string CopyName => $"{_name}-copy";

    /// <summary>Of one with nothing in it.</summary>
    public static string NewEmpty(string more = "")
    {
        var name = NewName();
        OnServer($"""CREATE DATABASE "{name}" {more}""");
        return ConnectionTo(name);
    }

    public static void Drop(string connectionString) =>
        OnServer($"""DROP DATABASE "{new NpgsqlConnectionStringBuilder(connectionString).Database}" WITH (FORCE)""");

    public void AddTo(Dictionary<string, string?> settings)
    {
        settings["Storage:Provider"] = nameof(StorageProvider.Postgres);
        settings["Storage:ConnectionString"] = ConnectionString;
    }

    /// <summary>Ends the connections to it, and accepts no others.</summary>
    public static void Close(string name)
    {
        OnServer($"""ALTER DATABASE "{name}" ALLOW_CONNECTIONS false""");
        OnServer($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'");

        // The pools do not know yet that their connections have ended.
        NpgsqlConnection.ClearAllPools();
    }

    public static void Open(string name) => OnServer($"""ALTER DATABASE "{name}" ALLOW_CONNECTIONS true""");

    public void Lose() => Close(_name);

    public void Recover() => Open(_name);

    /// <summary>Of one moment, while it is in use: the server itself copies only a database that no one is connected to.</summary>
    public void Copy()
    {
        DropCopy();
        OnServer($"""CREATE DATABASE "{CopyName}" TEMPLATE "{Template.Value}" """);
        HasCopy = true;
        using var from = new NpgsqlConnection(ConnectionString);
        using var to = new NpgsqlConnection($"{ConnectionTo(CopyName)};Pooling=false");
        from.Open();
        to.Open();
        using var moment = from.BeginTransaction(IsolationLevel.RepeatableRead);
        foreach (var table in TablesOf(from))
        {
            using var reader = from.BeginRawBinaryCopy($"""COPY "{table}" TO STDOUT (FORMAT BINARY)""");
            using var writer = to.BeginRawBinaryCopy($"""COPY "{table}" FROM STDIN (FORMAT BINARY)""");
            reader.CopyTo(writer);
        }
    }

    public void PutBack()
    {
        OnServer($"""DROP DATABASE "{_name}" WITH (FORCE)""");
        OnServer($"""CREATE DATABASE "{_name}" TEMPLATE "{CopyName}" """);
        NpgsqlConnection.ClearAllPools();
    }

    public void Execute(string sql) => Execute(ConnectionString, sql);

    public void UnguardHistory() => Execute("""DROP TRIGGER history ON "JournalEvents" """);

    public void RefuseOperations() => Execute("""ALTER TABLE "Operations" ADD CONSTRAINT refuse CHECK (false) NOT VALID""");

    public string Read()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT string_agg(database_to_xml::text, '') FROM database_to_xml(true, true, '')", connection);
        return (string)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        Drop(ConnectionString);
        DropCopy();
    }

    private static string NewName() => $"test-{Guid.NewGuid():N}";

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database }.ToString();

    private static string Migrated()
    {
        var connectionString = NewEmpty();
        using (var db = new PostgresContext(PostgresEngine.OptionsFor($"{connectionString};Pooling=false")))
            db.Database.Migrate();
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private static List<string> TablesOf(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'", connection);
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private void DropCopy() => OnServer($"""DROP DATABASE IF EXISTS "{CopyName}" """);

    public static void OnServer(string sql) => Execute(Server, sql);

    public static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private sealed class Factory(DbContextOptions<PostgresContext> options) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() => new PostgresContext(options);
    }
}
