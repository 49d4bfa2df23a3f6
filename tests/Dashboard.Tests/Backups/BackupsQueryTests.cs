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
        from state in Gen.Enum<BackupState>().Nullable()
        from sort in Gen.Enum<BackupSort>()
        from down in Gen.Bool
        from page in Gen.Int[0, 5000]
        from size in Gen.Int[0, Paging.Sizes.Length - 1].Select(index => Paging.Sizes[index])
        select new BackupsQuery { Search = search, Box = box, State = state, Sort = sort, Descending = down, Paging = new(page, size) };

    [Fact]
    public void AnyView_ToAddressAndBack_IsTheSame() =>
        Query.Sample(query => BackupsQuery.Parse(Site + query.ToAddress("europe")) == query);

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
    [InlineData("?state=Completed,InProgress")]
    [InlineData("?%&=&&&page=%ZZ")]
    public void Junk_Parsed_IsTheUsualView(string query)
    {
        var view = BackupsQuery.Parse($"{Site}/zones/europe{query}");
        (view with { Descending = true }).ShouldBe(new BackupsQuery());
    }

    [Fact]
    public void UsualView_ToAddress_HasNoQuery() => new BackupsQuery().ToAddress("europe").ShouldBe("/zones/europe");

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
        Ids(zone, new BackupsQuery { Box = "alpha", State = BackupState.Completed }).ShouldBe(["id-1"]);
        Ids(zone, new BackupsQuery { Box = "alph" }).ShouldBeEmpty();
    }

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
            var view = query with { Search = "", Box = "", State = null };
            var listed = A.Snapshot([.. Enumerable.Range(0, 40).Select(id => A.LiveBackup($"b{id}", size: id % 3))]);
            var again = A.Snapshot([.. order.Select(id => A.LiveBackup($"b{id}", size: id % 3))]);
            return Ids(listed, view).SequenceEqual(Ids(again, view));
        }, iter: 50);

    [Fact]
    public void Pages_Together_AreAllRowsOnce()
    {
        var zone = A.Snapshot([.. Enumerable.Range(0, 57).Select(id => A.LiveBackup($"b{id}"))]);
        var pages = Enumerable.Range(0, 7).Select(page => new BackupsQuery { Paging = new(page, 10) }.ApplyTo(zone, Now)).ToList();
        pages.ShouldAllBe(page => page.Total == 57);
        pages.Select(page => page.Rows.Count).ShouldBe([10, 10, 10, 10, 10, 7, 0]);
        pages.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count().ShouldBe(57);
    }

    private static IEnumerable<string> Ids(ZoneSnapshot zone, BackupsQuery query) => query.ApplyTo(zone, Now).Rows.Select(row => row.Id);
}
