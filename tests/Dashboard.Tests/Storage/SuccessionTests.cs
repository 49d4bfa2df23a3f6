using BackupDashboard.Storage;
using BackupDashboard.Storage.Postgres;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BackupDashboard.Tests.Storage;

/// <summary>Who becomes active, and when: on a real server, each dashboard with a clock of its own.</summary>
public sealed class SuccessionTests : IAsyncLifetime
{
    private static readonly Uri Address = new("http://10.0.3.11:8080/");
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Precedence = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(9);

    private readonly string _connection = PostgresTestDatabase.NewEmpty();
    private readonly TestLog _log = new();
    private readonly List<PostgresEngine> _engines = [];
    private readonly TestClock _clock = new();
    private readonly TestClock _othersClock = new();

    private string Name => new NpgsqlConnectionStringBuilder(_connection).Database!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
            await engine.DisposeAsync();
        PostgresTestDatabase.Drop(_connection);
        _log.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task EmptyDatabase_TheFirstTakesIt_AndTheOthersFindIt()
    {
        var (first, second) = (New(_clock), New(_othersClock));
        (await second.FindActiveAsync(Cancellation)).ShouldBeNull();
        (await first.TryTakeAsync(Cancellation)).ShouldBeTrue();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        await OpenAsync(first);
        (await second.FindActiveAsync(Cancellation)).ShouldBe(Address);
    }

    [Fact]
    public async Task ActiveOneEnds_TheNextOneTakesItAtOnce()
    {
        var (first, second) = (await ActiveAsync(), New(_othersClock));
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        await EndAsync(first);
        (await second.TryTakeAsync(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task ActiveOneLives_IsLeftAlone_HoweverLongItTakes()
    {
        var second = New(_othersClock);
        await ActiveAsync();
        for (var look = 0; look < 5; look++)
        {
            await BeatAsync();
            (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
            _othersClock.Advance(Silence);
        }
    }

    /// <summary>As a process that is paused: it keeps its connections, and with one of them the lock.</summary>
    [Fact]
    public async Task ActiveOneIsSilent_IsPutOut_AndWritesNothingMore()
    {
        var (first, second) = (await ActiveAsync(), New(_othersClock));
        await SilenceAsync();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        _othersClock.Advance(Silence - TimeSpan.FromTicks(1));
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse("it may only be late");

        _othersClock.Advance(TimeSpan.FromTicks(1));
        (await second.TryTakeAsync(Cancellation)).ShouldBeTrue();
        await _log.WarningAsync("gives no sign of life");

        // Its connections were ended; then it makes new ones.
        await Should.ThrowAsync<StorageException>(() => WriteAsync(first));
        await OpenAsync(second);
        (await Should.ThrowAsync<StorageException>(() => WriteAsync(first))).Message.ShouldContain("taken the database over");
        await WriteAsync(second);
        _log.ErrorsAreExpected = true;
    }

    /// <summary>Every write looks whose the database is, and keeps that so until its end.</summary>
    [Fact]
    public async Task ActiveOneIsSilent_InTheMiddleOfATransaction_HoldsNobodyUp()
    {
        var (first, second) = (await ActiveAsync(), New(_othersClock));
        await using var db = first.NewContext();
        await using var transaction = await db.BeginExclusiveAsync();
        await SilenceAsync();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        _othersClock.Advance(Silence);
        (await second.TryTakeAsync(Cancellation)).ShouldBeTrue();
        await OpenAsync(second).WaitAsync(TestSignal.Patience, Cancellation);
        await WriteAsync(second);
        await Should.ThrowAsync<Exception>(() => transaction.CommitAsync(Cancellation));
        _log.ErrorsAreExpected = true;
    }

    /// <summary>Both saw the same silence, and only one of them came first.</summary>
    [Fact]
    public async Task TwoStandBy_TheSecondLeavesTheFirstOneAlone()
    {
        var (second, third) = (New(_othersClock), New(_othersClock));
        await ActiveAsync();
        await SilenceAsync();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        (await third.TryTakeAsync(Cancellation)).ShouldBeFalse();
        _othersClock.Advance(Silence);
        (await second.TryTakeAsync(Cancellation)).ShouldBeTrue();
        (await third.TryTakeAsync(Cancellation)).ShouldBeFalse();
        await OpenAsync(second);
        (await third.TryTakeAsync(Cancellation)).ShouldBeFalse();
        await WriteAsync(second);
    }

    [Fact]
    public async Task Silence_ThatEnds_CountsFromTheBeginning()
    {
        var second = New(_othersClock);
        await ActiveAsync();
        await SilenceAsync();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();

        // It notices that its connection is gone, and makes another one.
        await BeatAsync();
        await BeatAsync();
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        await SilenceAsync();
        _othersClock.Advance(Silence);
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
    }

    /// <summary>Otherwise every restart of the server would cost everyone their pages.</summary>
    [Fact]
    public async Task ServerWasAway_TheOneThatWasActive_ComesFirst()
    {
        var (first, second) = (await ActiveAsync(), New(_othersClock));
        PostgresTestDatabase.Close(Name);
        await Should.ThrowAsync<StorageException>(() => second.TryTakeAsync(Cancellation));
        await EndAsync(first);
        PostgresTestDatabase.Open(Name);

        _othersClock.Advance(Precedence - TimeSpan.FromTicks(1));
        (await second.TryTakeAsync(Cancellation)).ShouldBeFalse();
        _othersClock.Advance(TimeSpan.FromTicks(1));
        (await second.TryTakeAsync(Cancellation)).ShouldBeTrue();
    }

    /// <summary>As during an upgrade: the version before this one is active.</summary>
    [Fact]
    public async Task DatabaseOfTheVersionBefore_IsWaitedFor_AndThenBroughtUpToDate()
    {
        var standby = New(_othersClock);
        await using (var db = standby.NewContext())
        {
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(Cancellation);
            await db.GetService<IMigrator>().MigrateAsync("20261129000006_WritingIsGuarded", Cancellation);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "DatabaseOwners" VALUES (1, {Guid.NewGuid()}, 0)""", Cancellation);
        }

        (await standby.FindActiveAsync(Cancellation)).ShouldBeNull();
        (await standby.TryTakeAsync(Cancellation)).ShouldBeTrue();
        await OpenAsync(standby);
        (await New(_clock).FindActiveAsync(Cancellation)).ShouldBe(Address);
    }

    [Fact]
    public async Task Standbys_AreCountedByTheActiveOne()
    {
        var (first, second, third) = (await ActiveAsync(), New(_othersClock), New(_othersClock));
        await second.TryTakeAsync(Cancellation);
        await third.TryTakeAsync(Cancellation);
        await BeatAsync();
        first.Standbys.ShouldBe(2);

        // The server may need a moment to notice that a connection was closed.
        await EndAsync(third);
        for (var beat = 0; beat < 100 && first.Standbys != 1; beat++)
            await BeatAsync();
        first.Standbys.ShouldBe(1);
    }

    [Fact]
    public async Task ActiveOne_CannotReachTheServerForLongerThanItTakesToPutItOut_IsCutOff()
    {
        var (first, second) = (await ActiveAsync(), New(_othersClock));
        await second.TryTakeAsync(Cancellation);
        await BeatAsync();
        await SilenceAsync();
        PostgresTestDatabase.Close(Name);
        _clock.Advance(LongestSilence);
        first.IsCutOff.ShouldBeFalse();
        _clock.Advance(Beat);
        first.IsCutOff.ShouldBeTrue();

        PostgresTestDatabase.Open(Name);
        for (var beat = 0; beat < 100 && first.IsCutOff; beat++)
            await BeatAsync();
        first.IsCutOff.ShouldBeFalse();
        _log.ErrorsAreExpected = true;
    }

    /// <summary>Nobody else could do better.</summary>
    [Fact]
    public async Task ActiveOne_CannotReachTheServer_AndNobodyStoodBy_IsNotCutOff()
    {
        var first = await ActiveAsync();
        await BeatAsync();
        await SilenceAsync();
        PostgresTestDatabase.Close(Name);
        _clock.Advance(2 * LongestSilence);
        first.IsCutOff.ShouldBeFalse();
        PostgresTestDatabase.Open(Name);
        _log.ErrorsAreExpected = true;
    }

    [Fact]
    public async Task ActiveOne_IsNoStandby()
    {
        var first = New(_clock);
        (await first.TryTakeAsync(Cancellation)).ShouldBeTrue();
        await OpenAsync(first);
        await BeatAsync();
        first.Standbys.ShouldBe(0);
    }

    private PostgresEngine New(TestClock clock)
    {
        var engine = new PostgresEngine(
            _connection, Address, null, clock, LoggerFactory.Create(logging => logging.AddProvider(_log)));
        _engines.Add(engine);
        return engine;
    }

    private async Task<PostgresEngine> ActiveAsync()
    {
        var engine = New(_clock);
        await OpenAsync(engine);
        return engine;
    }

    private static async Task OpenAsync(PostgresEngine engine)
    {
        await using var db = engine.NewContext();
        await engine.OpenAsync(db, Cancellation);
    }

    private async Task EndAsync(PostgresEngine engine)
    {
        _engines.Remove(engine);
        await engine.DisposeAsync();
    }

    /// <summary>The server hears from it once more.</summary>
    private async Task BeatAsync()
    {
        await _clock.PassAsync(Beat);
        await _clock.WaiterAsync(Beat, Beat);
    }

    /// <summary>Its clock stands still, so it does not connect again.</summary>
    private async Task SilenceAsync()
    {
        await _clock.WaiterAsync(Beat, Beat);
        PostgresTestDatabase.OnServer(
            $"""
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = '{Name}' AND starts_with(application_name, '{ConnectionName.PulsePrefix}')
            """);
    }

    private static Task WriteAsync(PostgresEngine engine) => new DashboardContexts(engine).UseAsync(
        db => db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "StorageChecks" VALUES (1, 'x') ON CONFLICT ("Id") DO UPDATE SET "Content" = 'y'""", Cancellation),
        Cancellation);
}
