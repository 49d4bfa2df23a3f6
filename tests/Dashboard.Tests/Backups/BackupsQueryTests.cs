using BackupDashboard.Backups;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Backups;

public sealed class BackupsQueryTests
{
    private const string Site = "https://console.example";
    private static readonly DateTimeOffset Now = TestClock.Origin;

    /// <summary>Lone surrogates cannot stand in an address; everything else that can be typed can.</summary>
    private static readonly Gen<string> Text = Gen.String.Where(text => !text.Any(char.IsSurrogate));

    private static readonly Gen<BackupsQuery> Query =
        from search in Text
        from box in Text
        from states in Gen.Enum<BackupState>().Array[0, 2].Select(states => states.Distinct().Order().ToList())
        from zone in Text
        from days in Gen.Int[0, 3000].Select(day => new DateOnly(2024, 1, 1).AddDays(day)).Nullable().Array[2]
        from sort in Gen.Enum<BackupSort>()
        from down in Gen.Bool
        from page in Gen.Int[0, 5000]
        from size in Gen.Int[0, Paging.Sizes.Length - 1].Select(index => Paging.Sizes[index])
        select new BackupsQuery
        {
            Search = search,
            Box = box,
            States = states,
            Zone = zone,
            From = days[0],
            Until = days[1],
            Sort = sort,
            Descending = down,
            Paging = new(page, size),
        };

    [Fact]
    public void AnyView_ToAddressAndBack_IsTheSame() =>
        Query.Sample(query => BackupsQuery.Parse(Site + query.ToAddress("/backups")) == query);

    [Fact]
    public void AnyQueryString_Parsed_IsAView() =>
        Text.Sample(junk =>
        {
            var query = BackupsQuery.Parse(
                $"{Site}/zones/europe?{Uri.EscapeDataString(junk)}&page={Uri.EscapeDataString(junk)}&size={junk.Length}");
            return query.Paging.Page >= 0 && Paging.Sizes.Contains(query.Paging.Size);
        });

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=-3")]
    [InlineData("?page=two")]
    [InlineData("?page=99999999999999999999")]
    [InlineData("?size=7&state=Failed&sort=colour&order=sideways")]
    [InlineData("?state=1&sort=3")]
    [InlineData("?from=yesterday&until=2026-02-30")]
    [InlineData("?%&=&&&page=%ZZ")]
    public void Junk_Parsed_IsTheUsualView(string query)
    {
        var view = BackupsQuery.Parse($"{Site}/zones/europe{query}");
        (view with { Descending = true }).ShouldBe(new BackupsQuery());
    }

    [Fact]
    public void UsualView_ToAddress_HasNoQuery() => new BackupsQuery().ToAddress("/backups").ShouldBe("/backups");

    [Fact]
    public void Filters_Together_MustAllMatch()
    {
        var zone = A.Snapshot(
            A.LiveBackup("id-1", "alpha", title: "Ärzte Handbuch"),
            A.LiveBackup("id-2", "alpha", state: BackupState.InProgress),
            A.LiveBackup("id-3", "beta"));
        Ids(zone, new BackupsQuery { Search = "HANDBUCH" }).ShouldBe(["id-1"]);
        Ids(zone, new BackupsQuery { Search = "ID-3" }).ShouldBe(["id-3"]);
        Ids(zone, new BackupsQuery { Search = "3" }).ShouldBeEmpty();
        Ids(zone, new BackupsQuery { Box = "alpha", States = [BackupState.Completed] }).ShouldBe(["id-1"]);
        Ids(zone, new BackupsQuery { Box = "alph" }).ShouldBeEmpty();
    }

    /// <summary>Amsterdam is an hour ahead of UTC: the clock of the tests says Monday 2 March 2026, 10:00 there.</summary>
    [Theory]
    [InlineData("?q=1 Mar", "evening,midnight")]
    [InlineData("?q=Sun 1 Mar 2026", "evening,midnight")]
    [InlineData("?q=mar 1", "evening,midnight")]
    [InlineData("?q=2026-02-28", "before")]
    [InlineData("?q=3 Mar", "a year ago")]
    [InlineData("?q=9999-12-31", "")]
    [InlineData("?q=0001-01-01", "")]
    [InlineData("?q=31 Feb", "")]
    [InlineData("?from=2026-03-01&until=2026-03-01", "evening,midnight")]
    [InlineData("?from=2026-03-01", "today,evening,midnight")]
    [InlineData("?until=2026-02-28", "before,a year ago")]
    [InlineData("?until=2026-02-28&q=1 Mar", "")]
    [InlineData("?from=2026-03-02&until=2026-03-01", "")]
    public void Day_SearchedOrFiltered_IsTheViewersDay(string query, string found)
    {
        var zone = A.Snapshot(
            A.LiveBackup("today", started: Now.AddHours(-1)),
            A.LiveBackup("evening", started: new DateTimeOffset(2026, 3, 1, 22, 59, 59, TimeSpan.Zero)),
            A.LiveBackup("midnight", started: new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero)),
            A.LiveBackup("before", started: new DateTimeOffset(2026, 2, 28, 22, 59, 59, TimeSpan.Zero)),
            A.LiveBackup("a year ago", started: new DateTimeOffset(2025, 3, 3, 12, 0, 0, TimeSpan.Zero)));
        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        BackupsQuery.Parse($"{Site}/backups{query}").ApplyTo([zone], Now, amsterdam).Rows.Select(row => row.Backup.Id)
            .ShouldBe(found.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void SeveralZones_AnyPage_IsWhatOneListOfAllWouldGive() =>
        Gen.Select(Query, Gen.Int[0, 3].Array[60]).Sample((query, zoneOf) =>
        {
            var view = query with
            {
                Search = "",
                Box = "",
                Zone = "",
                From = null,
                Until = null,
                Paging = new(query.Paging.Page % 8, 10),
            };
            var all = zoneOf.Select((_, id) => A.LiveBackup($"b{id}", size: id % 5, started: Now.AddHours(-(id % 7)))).ToList();
            ZoneSnapshot[] zones =
                [.. Enumerable.Range(0, 4).Select(zone => A.Snapshot([.. all.Where((_, id) => zoneOf[id] == zone)]))];
            var (rows, total) = view.ApplyTo(zones, Now, TimeZoneInfo.Utc);
            var (expected, of) = view.ApplyTo([A.Snapshot([.. all])], Now, TimeZoneInfo.Utc);
            return total == of && rows.Select(row => row.Backup.Id).SequenceEqual(expected.Select(row => row.Backup.Id));
        }, iter: 200);

    [Theory]
    [InlineData(BackupSort.Started, "c,b,a")]
    [InlineData(BackupSort.Box, "a,c,b")]
    [InlineData(BackupSort.Size, "b,a,c")]
    [InlineData(BackupSort.Duration, "a,b,c")]
    public void Sort_ByColumn_OrdersBothWays(BackupSort sort, string ascending)
    {
        var zone = A.Snapshot(
            A.LiveBackup("a", started: Now.AddHours(-1), size: 2, title: "Alpha") with { FinishedAt = Now.AddMinutes(-59) },
            A.LiveBackup("b", started: Now.AddHours(-2), size: 1, title: "gamma") with { FinishedAt = Now.AddMinutes(-110) },
            A.LiveBackup("c", started: Now.AddHours(-3), size: 3, title: "beta") with { FinishedAt = Now });
        Ids(zone, new BackupsQuery { Sort = sort, Descending = false }).ShouldBe(ascending.Split(','));
        Ids(zone, new BackupsQuery { Sort = sort, Descending = true }).ShouldBe(ascending.Split(',').Reverse());
    }

    [Fact]
    public void EqualRows_ListedAgainInAnyOrder_DoNotJump() =>
        Gen.Select(Query, Gen.Shuffle(Enumerable.Range(0, 40).ToArray())).Sample((query, order) =>
        {
            var view = query with { Search = "", Box = "", States = [], From = null, Until = null };
            var listed = A.Snapshot([.. Enumerable.Range(0, 40).Select(id => A.LiveBackup($"b{id}", size: id % 3))]);
            var again = A.Snapshot([.. order.Select(id => A.LiveBackup($"b{id}", size: id % 3))]);
            return Ids(listed, view).SequenceEqual(Ids(again, view));
        }, iter: 50);

    [Fact]
    public void Pages_Together_AreAllRowsOnce()
    {
        var zone = A.Snapshot([.. Enumerable.Range(0, 57).Select(id => A.LiveBackup($"b{id}"))]);
        var pages = Enumerable.Range(0, 7).Select(page => Apply(new BackupsQuery { Paging = new(page, 10) }, zone)).ToList();
        pages.ShouldAllBe(page => page.Total == 57);
        pages.Select(page => page.Rows.Count).ShouldBe([10, 10, 10, 10, 10, 7, 0]);
        pages.SelectMany(page => page.Rows).Select(row => row.Backup.Id).Distinct().Count().ShouldBe(57);
    }

    private static (IReadOnlyList<(ZoneSnapshot Zone, Backup Backup)> Rows, int Total) Apply(BackupsQuery query, ZoneSnapshot zone) =>
        query.ApplyTo([zone], Now, TimeZoneInfo.Utc);

    private static IEnumerable<string> Ids(ZoneSnapshot zone, BackupsQuery query) => Apply(query, zone).Rows.Select(row => row.Backup.Id);
}
