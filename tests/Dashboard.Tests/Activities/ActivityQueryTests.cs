using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using CsCheck;

namespace BackupDashboard.Tests.Activities;

public sealed class ActivityQueryTests
{
    private const string Site = "https://console.example";

    /// <summary>Lone surrogates cannot stand in an address; everything else that can be typed can.</summary>
    private static readonly Gen<string> Text = Gen.String.Where(text => !text.Any(char.IsSurrogate));

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 70_000].Select(new DateOnly(2000, 1, 1).AddDays);

    private static readonly Gen<ActivityQuery> Query =
        from texts in Text.Array[4]
        from kind in Gen.Enum<OperationKind>().Nullable()
        from states in Gen.Enum<OperationState>().Array[0, 7]
        from days in Day.Nullable().Array[2]
        from batch in Gen.Guid.Nullable()
        from page in Gen.Int[0, 5000]
        from size in Gen.Int[0, Paging.Sizes.Length - 1].Select(index => Paging.Sizes[index])
        select new ActivityQuery
        {
            Search = texts[0],
            Person = texts[1],
            Box = texts[2],
            Zone = texts[3],
            Kind = kind,
            States = [.. states.Distinct().Order()],
            From = days[0],
            Until = days[1],
            Batch = batch,
            Paging = new(page, size),
        };

    [Fact]
    public void AnyView_ToAddressAndBack_IsTheSame() => Query.Sample(query => ActivityQuery.Parse(Site + query.ToAddress()) == query);

    [Fact]
    public void AnyView_ToExportAndBack_KeepsEveryFilter() => Query.Sample(query =>
    {
        var address = Site + query.ToExport("csv", TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        return ActivityQuery.Parse(address) == query with { Paging = new() }
            && ActivityQuery.ParseViewer(address).Id == (query.From is null && query.Until is null ? "UTC" : "Europe/Amsterdam");
    });

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=-3")]
    [InlineData("?page=99999999999999999999&size=7")]
    [InlineData("?kind=1&state=2")]
    [InlineData("?kind=Start,Delete&state=Lost")]
    [InlineData("?from=yesterday&until=2026-02-30")]
    [InlineData("?from=0002-03-01&until=9999-12-31")]
    [InlineData("?batch=some")]
    [InlineData("?%&=&&&page=%ZZ")]
    public void Junk_Parsed_IsTheUsualView(string query) => ActivityQuery.Parse($"{Site}/activity{query}").ShouldBe(new ActivityQuery());

    [Fact]
    public void UsualView_ToAddress_HasNoQuery() => new ActivityQuery().ToAddress().ShouldBe("/activity");

    [Theory]
    [InlineData("", false)]
    [InlineData("?page=3&size=10", false)]
    [InlineData("?q=0", true)]
    [InlineData("?until=2026-03-02", true)]
    public void View_IsFiltered_WhenAnythingIsLeftOut(string query, bool expected) =>
        ActivityQuery.Parse($"{Site}/activity{query}").IsFiltered.ShouldBe(expected);

    [Fact]
    public void UnknownTimeZone_InAnExport_IsUtc() =>
        ActivityQuery.ParseViewer($"{Site}/activity/export.csv?tz=Mars/Olympus").ShouldBe(TimeZoneInfo.Utc);
}
