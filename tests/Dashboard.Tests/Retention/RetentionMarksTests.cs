using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.Retention;
using CsCheck;

namespace BackupDashboard.Tests.Retention;

/// <summary>
/// The marks are those of Proxmox Backup Server: the cases are those of its own tests (<c>tests/prune.rs</c>), with the times given there.
/// </summary>
public sealed class RetentionMarksTests
{
    private static readonly string[] Hours = ["15 09:39", "15 10:49", "15 10:59", "15 11:39", "15 11:49", "15 11:59"];

    private static readonly string[] Years =
    [
        "2018-11-15 11:59", "2019-11-15 11:59", "2019-11-21 11:59", "2019-11-22 11:59", "2019-11-29 11:59", "2019-12-01 11:59",
        "2019-12-02 11:59", "2019-12-03 11:59", "2019-12-04 11:59",
    ];

    private static readonly string[] Days = ["2019-12-02 11:59", "2019-12-03 11:59", "2019-12-04 11:59", "2019-12-04 12:59"];

    [Theory]
    [InlineData(3, "15 09:39, 15 10:59, 15 11:59")]
    [InlineData(2, "15 10:59, 15 11:59")]
    public void Hourly_KeepsTheNewestOfEachHour(int hourly, string kept) => KeptOf(
        [.. Hours.Select(time => $"2019-11-{time}")], new() { Hourly = hourly }, "UTC")
        .Select(time => time["2019-11-".Length..]).ShouldBe(kept.Split(", "));

    [Theory]
    [InlineData(0, 1, 0, 0, 0, "2019-12-04 11:59")]
    [InlineData(1, 1, 0, 0, 0, "2019-12-03 11:59, 2019-12-04 11:59")]
    [InlineData(0, 1, 1, 0, 0, "2019-12-01 11:59, 2019-12-04 11:59")]
    [InlineData(0, 1, 1, 1, 0, "2019-11-22 11:59, 2019-12-01 11:59, 2019-12-04 11:59")]
    [InlineData(0, 0, 0, 1, 1, "2018-11-15 11:59, 2019-12-04 11:59")]
    public void OverTheEndOfAYear_EachCountChoosesAmongWhatTheOnesBeforeLeftOut(
        int last, int daily, int weekly, int monthly, int yearly, string kept) =>
        KeptOf(Years, new(last, 0, daily, weekly, monthly, yearly), "UTC").ShouldBe(kept.Split(", "));

    [Theory]
    [InlineData(4, 0, 0, 0, 0, 4)]
    [InlineData(3, 0, 0, 0, 0, 3)]
    [InlineData(2, 0, 0, 0, 0, 2)]
    [InlineData(1, 0, 0, 0, 0, 1)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(2, 2, 0, 0, 0, 4)]
    [InlineData(0, 0, 5, 0, 0, 1)]
    [InlineData(0, 1, 5, 0, 0, 1)]
    [InlineData(0, 0, 0, 6, 0, 1)]
    [InlineData(0, 0, 0, 0, 7, 1)]
    [InlineData(0, 0, 5, 6, 7, 1)]
    public void WithinOneWeek_KeepsTheNewest(int last, int daily, int weekly, int monthly, int yearly, int kept) =>
        KeptOf(Days, new(last, 0, daily, weekly, monthly, yearly), "UTC").ShouldBe(Days.TakeLast(kept));

    [Theory]
    [InlineData(3, "2019-12-02 11:59, 2019-12-03 11:59, 2019-12-04 12:59")]
    [InlineData(2, "2019-12-03 11:59, 2019-12-04 12:59")]
    public void Daily_KeepsTheNewestOfEachDay(int daily, string kept) =>
        KeptOf(Days, new() { Daily = daily }, "UTC").ShouldBe(kept.Split(", "));

    /// <summary>02:30 comes twice in that night: one hour, of which the newer one stays.</summary>
    [Fact]
    public void HourThatComesTwice_IsOnePeriod() =>
        KeptOf(["2026-10-24 23:30", "2026-10-25 00:30", "2026-10-25 01:30"], new() { Hourly = 9 }, "Europe/Berlin")
            .ShouldBe(["2026-10-24 23:30", "2026-10-25 01:30"]);

    /// <summary>31 December 2024 is in the first week of 2025; 1 January 2027 in the 53rd of 2026.</summary>
    [Theory]
    [InlineData("2024-12-29 12:00, 2024-12-31 12:00, 2025-01-02 12:00", "2024-12-29 12:00, 2025-01-02 12:00")]
    [InlineData("2026-12-28 12:00, 2027-01-01 12:00, 2027-01-04 12:00", "2027-01-01 12:00, 2027-01-04 12:00")]
    public void Weeks_BeginOnMonday_AlsoOverTheEndOfAYear(string given, string kept) =>
        KeptOf(given.Split(", "), new() { Weekly = 9 }, "UTC").ShouldBe(kept.Split(", "));

    [Fact]
    public void Protected_StaysWithoutBeingCounted()
    {
        var times = new[] { (At("2026-03-03 12:00"), true), (At("2026-03-02 12:00"), false), (At("2026-03-01 12:00"), false) };
        MarksOf(times, new() { Last = 1 }, TimeZoneInfo.Utc).Select(mark => (mark.Period, mark.Number))
            .ShouldBe([(null, 0), (RetentionPeriod.Last, 1), (null, 0)]);
    }

    [Fact]
    public void Marks_AreNumberedFromTheNewest() =>
        MarksOf([.. Years.Reverse().Select(time => (At(time), false))], new(1, 0, 2, 1, 0, 0), TimeZoneInfo.Utc)
            .Where(mark => mark.Period is not null).Select(mark => $"{mark.Period} {mark.Number}")
            .ShouldBe(["Last 1", "Daily 1", "Daily 2", "Weekly 1"]);

    /// <summary>With whatever counts, in whatever zone: something is kept, and the newest is.</summary>
    [Fact]
    public void NewestOfAny_Stays() => Check.Sample(
        Gen.Select(Times, Counts, Zones),
        (times, keep, zone) => MarksOf(times, keep, zone) is [{ Period: not null }, ..] || keep == default || times.Count == 0,
        iter: 20_000);

    /// <summary>No count comes after it that it could take something from.</summary>
    [Fact]
    public void LargerCount_OfTheLastThatChooses_NeverRemovesMore() => Check.Sample(
        Gen.Select(Times, Counts, Zones, Gen.Enum<RetentionPeriod>()),
        (times, keep, zone, period) =>
        {
            var alone = Enum.GetValues<RetentionPeriod>().Where(later => later > period)
                .Aggregate(keep, (one, later) => With(one, later, 0));
            var more = MarksOf(times, With(alone, period, alone.Of(period) + 1), zone);
            return MarksOf(times, alone, zone).Zip(more).All(pair => pair.First.Period is null || pair.Second.Period is not null);
        },
        iter: 20_000);

    /// <summary>
    /// So it is with Proxmox: the week of 1 November begins in October, and what a week passes over is left to no month. That is why a
    /// change to a larger number is treated as any other.
    /// </summary>
    [Fact]
    public void LargerCount_OfWeeks_CanTakeFromAMonth_ThatSharesOne()
    {
        string[] times = ["2026-10-30 08:00", "2026-11-01 08:00", "2026-11-08 08:00"];
        KeptOf(times, new() { Last = 1, Monthly = 1 }, "UTC").ShouldBe(["2026-10-30 08:00", "2026-11-08 08:00"]);
        KeptOf(times, new() { Last = 1, Weekly = 1, Monthly = 1 }, "UTC").ShouldBe(["2026-11-01 08:00", "2026-11-08 08:00"]);
    }

    [Fact]
    public void OneMoreBackup_NeverUnprotectsTheNewest() => Check.Sample(
        Gen.Select(Times, Counts, Zones, Gen.Int[1, 500_000]),
        (times, keep, zone, minutes) =>
        {
            var first = times.Count == 0 ? At("2026-01-01 00:00") : times[0].At;
            return keep == default
                || MarksOf([(first.AddMinutes(minutes), false), .. times], keep, zone) is [{ Period: not null }, ..];
        },
        iter: 20_000);

    private static readonly Gen<RetentionCounts> Counts =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 2],
            (last, hourly, daily, weekly, monthly, yearly) => new RetentionCounts(last, hourly, daily, weekly, monthly, yearly));

    private static readonly Gen<TimeZoneInfo> Zones = Gen.OneOf(
        [.. new[] { "UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe" }
            .Select(id => Gen.Const(TimeZoneInfo.FindSystemTimeZoneById(id)))]);

    // Newest first, from minutes to months apart.
    private static readonly Gen<IReadOnlyList<(DateTimeOffset At, bool IsProtected)>> Times =
        Gen.OneOf(Gen.Int[0, 90], Gen.Int[0, 3_000], Gen.Int[0, 90_000]).Array[0, 25].Select(gaps =>
        {
            var at = At("2027-01-03 00:00");
            return (IReadOnlyList<(DateTimeOffset, bool)>)[.. gaps.Select(gap => (at = at.AddMinutes(-gap), false))];
        });

    private static Mark[] MarksOf(
        IEnumerable<(DateTimeOffset At, bool IsProtected)> times, RetentionCounts keep, TimeZoneInfo zone) =>
        RetentionMarks.Of([.. times.Select(time => MarkedTime.Of(time.At, zone, time.IsProtected))], keep);

    private static RetentionCounts With(RetentionCounts keep, RetentionPeriod period, int count) => period switch
    {
        RetentionPeriod.Last => keep with { Last = count },
        RetentionPeriod.Hourly => keep with { Hourly = count },
        RetentionPeriod.Daily => keep with { Daily = count },
        RetentionPeriod.Weekly => keep with { Weekly = count },
        RetentionPeriod.Monthly => keep with { Monthly = count },
        RetentionPeriod.Yearly => keep with { Yearly = count },
        _ => throw new ArgumentOutOfRangeException(nameof(period)),
    };

    // times: the oldest first, as the result.
    private static IEnumerable<string> KeptOf(IReadOnlyList<string> times, RetentionCounts keep, string zone) =>
        times.Reverse().Zip(MarksOf(
                [.. times.Reverse().Select(time => (At(time), false))], keep, TimeZoneInfo.FindSystemTimeZoneById(zone)))
            .Where(pair => pair.Second.Period is not null).Select(pair => pair.First).Reverse();

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
