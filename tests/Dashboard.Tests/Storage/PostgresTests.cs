using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using BackupDashboard.Storage.Postgres;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BackupDashboard.Tests.Storage;

/// <summary>What is only true of PostgreSQL.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private readonly string _connection = PostgresTestDatabase.NewEmpty();
    private readonly TestLog _log = new();
    private readonly TestClock _clock = new();
    private readonly Lifetime _lifetime = new();
    private readonly List<PostgresEngine> _engines = [];

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    private string Name => new NpgsqlConnectionStringBuilder(_connection).Database!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
            await engine.DisposeAsync();
        PostgresTestDatabase.Drop(_connection);
    }

    [Fact]
    public async Task Open_EmptyDatabase_MakesEveryTableThatTheModelHas()
    {
        await using var db = (await OpenAsync()).NewContext();
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
        db.Database.HasPendingModelChanges().ShouldBeFalse("Run: dotnet ef migrations add --context PostgresContext");
        _log.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Tables_AllButTheOwners_AreForTheOwnerAlone()
    {
        await using var db = (await OpenAsync()).NewContext();
        (await db.Database.SqlQueryRaw<string>(
            """
            SELECT tablename::text AS "Value" FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN
                (SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = 'owner_only')
            ORDER BY tablename
            """).ToListAsync(Cancellation)).ShouldBe(["DatabaseOwners", "__EFMigrationsHistory"]);
    }

    [Fact]
    public async Task Open_WhileAnotherDashboardRuns_IsRefused_AndNoLongerOnceItHasEnded()
    {
        var first = await OpenAsync();
        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldStartWith("Another dashboard is running on this database.");
        _engines.Remove(first);
        await first.DisposeAsync();
        await OpenAsync();
    }

    [Fact]
    public async Task ConnectionOfTheLockLost_NobodyElseCame_GoesOn()
    {
        var engine = await OpenAsync();
        await WriteAsync(engine);
        LoseLock();
        await _clock.PassAsync(BetweenTries);
        await _log.WarningAsync("Other dashboards are kept away from the database again");
        await WriteAsync(engine);
        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldContain("Another dashboard is running");
        _lifetime.Stops.ShouldBe(0);
    }

    [Fact]
    public async Task ServerAway_IsAskedAgainUntilItAnswers_AndTheDashboardGoesOn()
    {
        var engine = await OpenAsync();
        await LoseServerAsync();
        await Should.ThrowAsync<StorageException>(() => WriteAsync(engine));

        FindServer();
        await _clock.PassAsync(BetweenTries);
        await _log.WarningAsync("Other dashboards are kept away from the database again");
        await WriteAsync(engine);
        _lifetime.Stops.ShouldBe(0);
    }

    /// <summary>As a machine that was paused, or cut off from the database, while another one took its place.</summary>
    [Fact]
    public async Task AnotherDashboardTookOver_WritesNothingMore_AndStops()
    {
        var first = await OpenAsync();
        await LoseServerAsync();
        FindServer();
        var second = await OpenAsync();
        (await Should.ThrowAsync<StorageException>(() => WriteAsync(first))).Message.ShouldContain(
            "Another dashboard has taken the database over.");

        await _clock.PassAsync(BetweenTries);
        await _log.ErrorAsync("Another dashboard has taken the database over. This one stops");
        await _lifetime.StoppedAsync();
        await WriteAsync(second);
    }

    /// <summary>Two processes: neither one's lock in memory is the other's.</summary>
    [Fact]
    public async Task ExclusiveTransactions_OfSeveralAtOnce_SeeWhatTheOthersWrote()
    {
        using var storage = new TestStorage(StorageProvider.Postgres);
        await using (var db = storage.Contexts.CreateDbContext())
        {
            db.Add(new DatabaseOwner { Token = Guid.NewGuid(), Since = TestClock.Origin });
            await db.SaveChangesAsync(Cancellation);
        }

        var key = new JournalKey(storage.KeyFile);
        key.Open(hasEvents: false);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async one =>
        {
            await using var db = storage.Contexts.CreateDbContext();
            await using var transaction = await db.BeginExclusiveAsync();
            var head = await db.Set<JournalEvent>().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(Cancellation);
            var row = OperationRow.Of(A.Operation(target: $"{one}"));
            db.AddRange(row, key.Next(head, row.Id, TestClock.Origin, row.Content));
            await db.SaveChangesAsync(Cancellation);
            await transaction.CommitAsync(Cancellation);
        }));
        (await new JournalAudit(storage.Contexts, key).VerifyAsync(null, Cancellation)).ShouldSatisfyAllConditions(
            report => report.Fault.ShouldBeNull(), report => report.Events.ShouldBe(40));

        var settings = new Dictionary<string, string?>();
        storage.AddTo(settings);
        (await VerifyVerb.RunAsync([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")])).ShouldBe(0);
    }

    [Fact]
    public async Task Open_EncodingThatNotEveryTitleFits_IsNamed()
    {
        var connection = PostgresTestDatabase.NewEmpty("TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        try
        {
            (await Should.ThrowAsync<StorageException>(() => OpenAsync(connection))).Message.ShouldContain(
                "has the encoding SQL_ASCII, which not every title fits");
        }
        finally
        {
            PostgresTestDatabase.Drop(connection);
        }
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=backups;Username=dashboard;Password=s3cret", "refused")]
    [InlineData("no-such-database", "does not exist")]
    public async Task Open_DatabaseThatCannotBeReached_IsNamedWithoutThePassword(string connection, string reason)
    {
        if (!connection.Contains('='))
            connection = new NpgsqlConnectionStringBuilder(PostgresTestDatabase.Server) { Database = connection }.ToString();
        var message = (await Should.ThrowAsync<StorageException>(() => OpenAsync(connection))).Message;
        message.ShouldStartWith("The database that Storage:ConnectionString names cannot be used: ");
        message.ShouldContain(reason);
        message.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("Postgres", "", "Storage:ConnectionString must name a Host and a Database. Example: ")]
    [InlineData("Postgres", "Host=db;Password=s3cret", "Storage:ConnectionString must name a Host and a Database. Example: ")]
    [InlineData("Postgres", "postgres://dashboard:s3cret@db/backups", "Storage:ConnectionString is no connection to PostgreSQL. Example: ")]
    [InlineData("Postgres", "Host=db;Database=b;Password=s3cret;Timeout=soon", "Storage:ConnectionString is no connection to PostgreSQL. ")]
    [InlineData("Postgres", "file:/missing", "The file that Storage:ConnectionString names cannot be read.")]
    [InlineData("Sqlite", "Host=db;Password=s3cret", "Storage:ConnectionString is for PostgreSQL. Set Storage:Provider=Postgres, ")]
    [InlineData("7", "", "Provider")]
    public void SettingsThatDoNotFit_AreNamedWithoutThePassword(string provider, string connection, string says)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider,
            ["Storage:ConnectionString"] = connection,
        });
        builder.Services.AddLogging().AddStorage();
        using var output = new StringWriter();
        builder.Build().SettingsAreValid(output).ShouldBeFalse();
        output.ToString().ShouldContain(says);
        output.ToString().ShouldNotContain("s3cret");
    }

    private Task<PostgresEngine> OpenAsync() => OpenAsync(_connection);

    private async Task<PostgresEngine> OpenAsync(string connection)
    {
        var engine = new PostgresEngine(connection, null, _lifetime, _clock, LoggerFactory.Create(logging => logging.AddProvider(_log)));
        _engines.Add(engine);
        await using var db = engine.NewContext();
        await engine.OpenAsync(db, Cancellation);
        return engine;
    }

    private static Task WriteAsync(PostgresEngine engine) => new DashboardContexts(engine).UseAsync(
        db => db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "StorageChecks" VALUES (1, 'x') ON CONFLICT ("Id") DO UPDATE SET "Content" = 'y'""", Cancellation),
        Cancellation);

    private void LoseLock() => PostgresTestDatabase.OnServer(
        $"""
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = '{Name}' AND starts_with(application_name, '{ConnectionName.OwnerPrefix}')
        """);

    private async Task LoseServerAsync()
    {
        PostgresTestDatabase.Close(Name);
        await _clock.PassAsync(BetweenTries);
        await _log.WarningAsync("still cannot be reached");
    }

    private void FindServer() => PostgresTestDatabase.Open(Name);

    private sealed class Lifetime : IHostApplicationLifetime
    {
        private readonly TestSignal _pulse = new();

        public int Stops { get; private set; }

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public Task StoppedAsync() => _pulse.UntilAsync(() => Stops > 0);

        public void StopApplication()
        {
            Stops++;
            _pulse.Beat();
        }
    }
}
