using System.Data.Common;
using System.Globalization;
using BackupDashboard.EndToEnd.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackupDashboard.Crash;

/// <summary>What every life of a dashboard has in common: its database and keys, the cloud, and how long it waits for things.</summary>
internal sealed class Installation(DirectoryInfo folder, Sandbox sandbox)
{
    private static readonly TimeSpan VerifyTimeout = TimeSpan.FromMinutes(1);

    private readonly string[] _storage =
    [
        "--Storage:KeyFile", Path.Combine(folder.FullName, "journal.key"),
        .. IsOnPostgres ? PostgresServer.NewDatabase() : ["--Storage:Path", Path.Combine(folder.FullName, "journal.db")],
    ];

    /// <summary>The environment says so, as for the other tests.</summary>
    public static bool IsOnPostgres => Environment.GetEnvironmentVariable("TEST_STORAGE") == "Postgres";

    public DirectoryInfo Folder => folder;

    public string KeyFile => _storage[1];

    /// <summary>Of PostgreSQL.</summary>
    public string ConnectionString
    {
        get => _storage[^1];
        set => _storage[^1] = value;
    }

    public ServerProcess Start(
        int port, TimeSpan deleteGrace, IEnumerable<string> more, IEnumerable<KeyValuePair<string, string>> environment) =>
        ServerProcess.Start(
        Repository.Program,
        [
            "--urls", $"http://127.0.0.1:{port}", .. _storage,
            "--Sandbox:Cloud", "false", "--Sandbox:Identity", "false", "--Management:Port", "0",
            "--Nuclia:GlobalUrl", sandbox.Cloud.ToString(), "--Nuclia:Account", "acme", "--Nuclia:Token", "sandbox-token",
            "--AzureAd:Instance", sandbox.Identity.ToString(), "--AzureAd:TenantId", "5a9d0b4e-4c0f-4f6e-9d52-0d6a3c8e7b10",
            "--AzureAd:ClientId", "c3f1d8a6-7b1e-4a35-8c0d-2e9b64f05a20", "--AzureAd:ClientSecret", "sandbox-secret",

            // Short, so that waiting, doubt and its end all fall between two kills. A command that has not been applied four seconds
            // after its client is gone will never be: the sandbox gives it up when the connection breaks.
            "--Nuclia:CommandTimeout", "00:00:05", "--Nuclia:RetryDelay", "00:00:00.050", "--Nuclia:BreakDuration", "00:00:01",
            "--Operations:DeleteGrace", deleteGrace.ToString("c", CultureInfo.InvariantCulture),
            "--Operations:ReconcileInterval", "00:00:01", "--Operations:ConcludeAfter", "00:00:04", "--Operations:CreationRetry",
            "00:00:01",
            "--Live:QuickInterval", "00:00:00.500", "--Live:CalmInterval", "00:00:01", "--Live:SlowInterval", "00:00:02",
            .. more,
        ],
        readyWhen: "Now listening on",
        // The keys that protect the browser's cookie are kept in the home folder: this one survives, and is no one else's.
        environment: new Dictionary<string, string>(environment)
        {
            ["HOME"] = folder.FullName,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["NO_COLOR"] = "1",
        });

    /// <summary>The audit of the journal, as an operator runs it from the command line.</summary>
    /// <returns>What it says when the journal is not intact; null when it is.</returns>
    public async Task<string?> VerifyAsync()
    {
        await using var verify = ServerProcess.Start(Repository.Program, ["verify", .. _storage]);
        return await verify.ExitAsync(VerifyTimeout) == 0 ? null : string.Join(' ', verify.Lines);
    }

    /// <returns>A new connection to its database, which is not open yet.</returns>
    public DbConnection Connect() => IsOnPostgres
        ? new NpgsqlConnection($"{ConnectionString};Pooling=false")
        : new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _storage[^1],
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
}
