using System.Net;
using System.Security.Claims;
using System.Text;
using BackupDashboard.Access;
using BackupDashboard.Calendars;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Schedules;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Calendars;

/// <summary>A calendar at a secret address: what it shows, to whom, and for how long.</summary>
[StorageSuite]
public sealed class CalendarTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Ada = A.Person(A.Operator);
    private static readonly ClaimsPrincipal Dora = A.Person("Dora", [A.Docs], []);

    private readonly CalendarApp _app = new();

    private RunningConsole Console => _app.Console;

    private CalendarFeeds Feeds => Console.Get<CalendarFeeds>();

    private static CancellationToken Ct => RunningConsole.Cancellation;

    public async ValueTask InitializeAsync()
    {
        Console.Nuclia.AddZone("europe").With(A.Box("docs-api"), A.Box("legal"));
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Runs_OfTwoWeeks_AreEntriesWithTheSameIdsAgain()
    {
        var schedule = await SetAsync(SchedulesTest.OfDocs() with { Name = "Nightly, docs; all", Cron = "30 2 * * *" });
        var secret = await CreateAsync(Ada);
        var response = await _app.GetAsync(secret);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync(Ct);
        Lines(text).Count(line => line == "BEGIN:VEVENT").ShouldBe(14);
        Lines(text).ShouldContain("SUMMARY:Backups: Nightly\\, docs\\; all");
        Lines(text).ShouldContain("DTSTART:20260303T023000Z");
        Lines(text).ShouldContain("DTEND:20260303T030000Z");
        Lines(text).ShouldContain($"UID:run-{schedule.Id}-20260303T0230Z@127.0.0.1");
        Lines(text).ShouldContain($"URL:{new Uri(_app.Address, $"/schedules/{schedule.Id}")}");

        Console.Clock.Advance(TimeSpan.FromHours(1));
        var again = await (await _app.GetAsync(secret)).Content.ReadAsStringAsync(Ct);
        Ids(again).ShouldBe(Ids(text));
    }

    /// <summary>As RFC 5545 wants it, or programs refuse it.</summary>
    [Fact]
    public async Task Lines_EndAsTheyShouldAndAreShort()
    {
        await SetAsync(SchedulesTest.OfDocs() with { Name = new string('ä', 60), Cron = "30 2 * * *" });
        var bytes = await (await _app.GetAsync(await CreateAsync(Ada))).Content.ReadAsByteArrayAsync(Ct);
        var text = Encoding.UTF8.GetString(bytes);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        Lines(text).ShouldContain($"SUMMARY:Backups: {new string('ä', 60)}");
    }

    [Fact]
    public async Task ManyRunsADay_AreOneEntryOfTheDay()
    {
        await SetAsync(SchedulesTest.OfDocs());
        var text = await ReadAsync(await CreateAsync(Ada));
        Lines(text).ShouldContain("SUMMARY:Backups: Docs (24 runs)");
        Lines(text).Count(line => line == "BEGIN:VEVENT").ShouldBe(15);
    }

    [Fact]
    public async Task Pause_EndsInTheCalendar_AndNothingRunsBefore()
    {
        var schedule = await SetAsync(SchedulesTest.OfDocs() with { Cron = "30 2 * * *" });
        await Console.Get<ScheduleCommands>().PauseAsync(Ada, schedule.Id, Console.Clock.GetUtcNow().AddDays(3), Ct);
        var text = await ReadAsync(await CreateAsync(Ada));
        Lines(text).ShouldContain("SUMMARY:The schedule 'Docs' goes on");
        Lines(text).ShouldContain("DTSTART:20260305T090000Z");
        Lines(text).ShouldNotContain("DTSTART:20260303T023000Z");
    }

    [Fact]
    public async Task Token_IsShownToThoseWhoViewEverything()
    {
        Console.Nuclia.TokenExpiresAt = Console.Clock.GetUtcNow().AddDays(40);
        Lines(await ReadAsync(await CreateAsync(Ada))).ShouldContain("SUMMARY:The dashboard's token expires");
        Lines(await ReadAsync(await CreateAsync(Dora))).ShouldNotContain("SUMMARY:The dashboard's token expires");
    }

    [Fact]
    public async Task OtherTeams_AreNotShown()
    {
        await SetAsync(SchedulesTest.OfDocs() with { Name = "Of all", Boxes = [new(BoxScope.EveryZone, null, "*")] });
        await SetAsync(SchedulesTest.OfDocs() with { Name = "Of ours", Team = "Docs", Cron = "30 2 * * *" }, Dora);
        var text = await ReadAsync(await CreateAsync(Dora));
        text.ShouldContain("Of ours");
        text.ShouldNotContain("Of all");
    }

    [Fact]
    public async Task Secret_IsKeptAsAHashAlone()
    {
        var secret = await CreateAsync(Ada);
        var contexts = Console.Get<IDbContextFactory<DashboardContext>>();
        await using var db = await contexts.CreateDbContextAsync(Ct);
        var feed = await db.Set<CalendarFeed>().SingleAsync(Ct);
        feed.ToString().ShouldNotContain(secret);
        (await _app.GetAsync(feed.Hash)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task NewAddress_EndsTheEarlierOne_AndRevokingEndsIt()
    {
        var (first, second) = (await CreateAsync(Ada), await CreateAsync(Ada));
        (await _app.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _app.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Feeds.RevokeAsync(Ada, Ct)).ShouldBeNull();
        (await _app.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Feeds.FindAsync(Actor.From(Ada), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Address_EndsAMonthAfterItsOwnerWasHere()
    {
        Console.Sessions.People = [Ada];
        var secret = await CreateAsync(Ada);
        Console.Clock.Advance(TimeSpan.FromDays(20));
        await Feeds.RenewAsync(Ct);
        Console.Sessions.People = [];
        Console.Clock.Advance(TimeSpan.FromDays(29));
        (await _app.GetAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Console.Clock.Advance(TimeSpan.FromDays(1));
        (await _app.GetAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Feeds.RenewAsync(Ct);

        // It has gone, and does not come back with its owner.
        Console.Sessions.People = [Ada];
        await Feeds.RenewAsync(Ct);
        (await _app.GetAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task OwnerWhoLeavesATeam_ReadsLess()
    {
        await SetAsync(SchedulesTest.OfDocs() with { Name = "Of all", Boxes = [new(BoxScope.EveryZone, null, "*")] });
        var secret = await CreateAsync(Ada);
        (await ReadAsync(secret)).ShouldContain("Of all");
        Console.Sessions.People = [A.Person(A.Docs)];
        await Feeds.RenewAsync(Ct);
        (await ReadAsync(secret)).ShouldNotContain("Of all");
        Console.Sessions.People = [A.Person()];
        await Feeds.RenewAsync(Ct);
        Lines(await ReadAsync(secret)).ShouldNotContain("BEGIN:VEVENT");
    }

    [Fact]
    public async Task Program_GetsNoAddress() =>
        (await Feeds.CreateAsync(new ProgramCaller(Ada), Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("..%2F..%2Fetc")]
    public async Task Guess_FindsNothing(string secret) => (await _app.GetAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task<Schedule> SetAsync(Schedule schedule, ClaimsPrincipal? by = null)
    {
        var result = await Console.Get<ScheduleCommands>().SetAsync(by ?? Ada, schedule, null, Ct);
        result.Problem.ShouldBeNull();
        return result.Operation!.Schedule!;
    }

    private async Task<string> CreateAsync(ClaimsPrincipal owner)
    {
        var (secret, problem) = await Feeds.CreateAsync(owner, Ct);
        problem.ShouldBeNull();
        return secret!;
    }

    private async Task<string> ReadAsync(string secret)
    {
        var response = await _app.GetAsync(secret);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    // Unfolded.
    private static string[] Lines(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    private static IEnumerable<string> Ids(string text) => Lines(text).Where(line => line.StartsWith("UID:", StringComparison.Ordinal));
}
