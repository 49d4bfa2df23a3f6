using BackupDashboard.Primitives;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;
using CsCheck;

namespace BackupDashboard.Tests.Schedules;

/// <summary>The days on which the clocks change, and dates that rarely come.</summary>
public sealed class RecurrenceTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly string[] Crons = ["0 2 * * *", "30 2 * * *", "*/30 * * * *", "15 1 1 * *", "0 0 * * 0"];

    [Fact]
    public void TimeThatTheClocksLeaveOutOrRepeat_ComesOnceADay_ForAWholeYear()
    {
        var times = Of("30 2 * * *", Berlin).AllAfter(Utc(2025, 12, 31, 12)).TakeWhile(at => at < Utc(2026, 12, 31, 12)).ToList();
        times.Count.ShouldBe(365);
        times.Select(at => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Berlin)).Date).ShouldBeUnique();

        // 02:30 does not exist on 29 March, and comes twice on 25 October.
        times.ShouldContain(Utc(2026, 3, 29, 1));
        times.Where(at => at > Utc(2026, 10, 24, 12) && at < Utc(2026, 10, 25, 12)).ShouldHaveSingleItem();
    }

    /// <summary>Cronos finds another moment backwards than forwards there: that night's backup would never have been due.</summary>
    [Theory]
    [InlineData("America/Tijuana", "0 2 * * *", 10)]
    [InlineData("Europe/Berlin", "30 2 * * *", 1)]
    public void TimeThatTheClocksLeaveOut_IsTheSameMomentForwardsAndBackwards(string zone, string cron, int hour)
    {
        var times = Of(cron, zone);
        var at = zone.StartsWith("America", StringComparison.Ordinal) ? Utc(2027, 3, 14, hour) : Utc(2027, 3, 28, hour);
        times.After(at.AddHours(-5)).ShouldBe(at);
        times.UpTo(at).ShouldBe(at);
        times.UpTo(at.AddMinutes(1)).ShouldBe(at);
        times.UpTo(at.AddTicks(-1))!.Value.ShouldBeLessThan(at.AddHours(-20));
        times.Before(at.AddMinutes(1)).ShouldBe(at);
    }

    [Fact]
    public void EveryHalfHour_ComesFiftyTimesOnTheLongDay()
    {
        var (from, until) = (Utc(2026, 10, 24, 22), Utc(2026, 10, 25, 23));
        Of("*/30 * * * *", Berlin).AllAfter(from.AddTicks(-1)).TakeWhile(at => at < until).Count().ShouldBe(50);
    }

    [Fact]
    public void NextRuns_SayWhenTheClocksChange()
    {
        var schedule = Schedules("30 2 * * *", Berlin);
        var runs = ComingRun.Of(schedule, Utc(2026, 3, 27, 12), 4);
        runs.Select(run => run.Change).ShouldBe([null, "The clocks go forward by 1 hour before this run.", null, null]);
        ComingRun.Of(schedule, Utc(2026, 10, 23, 12), 4)[2].Change.ShouldBe("The clocks go back by 1 hour before this run.");
    }

    [Theory]
    [InlineData("0 0 31 2 *", false)]
    [InlineData("0 0 29 2 *", true)]
    [InlineData("0 0 31 * *", true)]
    public void Date_ThatNeverComes_IsTold(string cron, bool comes) =>
        Of(cron, "UTC").After(TestClock.Origin).HasValue.ShouldBe(comes);

    [Theory]
    [InlineData("0 2 * * 8")]
    [InlineData("0 2 * *")]
    [InlineData("")]
    [InlineData("-1 -1 * * *")]
    public void Expression_ThatIsNone_IsNotUnderstood(string cron) => Recurrence.Of(cron, "UTC").ShouldBeNull();

    [Fact]
    public void TimeZone_ThatIsNone_IsNotUnderstood() => Recurrence.Of("0 2 * * *", "Mars/Olympus").ShouldBeNull();

    /// <summary>The longest wait of a weekday's schedule is the weekend.</summary>
    [Fact]
    public void Gaps_AreTheShortestAndTheLongest() => Of("0 2 * * 1-5", "UTC").Gaps(TestClock.Origin)
        .ShouldBe((TimeSpan.FromDays(1), TimeSpan.FromDays(3)));

    /// <summary>Whatever the zone and the moment: times only go forward, and the one before the next is the last.</summary>
    [Fact]
    public void Times_AreInOrder_InEveryZone()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal))
            .ToArray();
        var cases = Gen.Select(
            Gen.OneOf(zones.Select(Gen.Const).ToArray()), Gen.OneOf(Crons.Select(Gen.Const).ToArray()),
            Gen.Long[TestClock.Origin.Ticks, TestClock.Origin.AddYears(3).Ticks]);
        cases.Sample((zone, cron, ticks) =>
        {
            var (times, moment) = (Of(cron, zone), new DateTimeOffset(ticks, TimeSpan.Zero));
            var next = times.After(moment)!.Value;
            next.ShouldBeGreaterThan(moment);
            times.UpTo(next).ShouldBe(next);
            times.UpTo(moment)!.Value.ShouldBeLessThanOrEqualTo(moment);
            times.After(times.UpTo(moment)!.Value).ShouldBe(next);
        });
    }

    private static Recurrence Of(string cron, string zone) =>
        Recurrence.Of(cron, zone) ?? throw new ShouldAssertException($"'{cron}' in {zone} was not understood.");

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static BackupDashboard.Journal.Schedule Schedules(string cron, string zone) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Nightly",
        CreatedBy = new BackupDashboard.Access.Actor("", ""),
        Boxes = [],
        Cron = cron,
        TimeZone = zone,
        StartWindow = TimeSpan.FromHours(1),
    };
}
