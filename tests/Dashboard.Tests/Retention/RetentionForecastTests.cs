using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Retention;

/// <summary>A year of a schedule and a rule, played forward.</summary>
public sealed class RetentionForecastTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    [Fact]
    public void DailySchedule_ThinnedOut_LeavesWhatTheCountsSay_AYearFromNow()
    {
        var forecast = Of(Rule(new() { Daily = 7, Weekly = 4, Monthly = 12 }), Daily());
        forecast.Backups.Count.ShouldBe(3 + 365);
        var then = forecast.At(Now.AddDays(360));
        then.Count.ShouldBeInRange(7 + 4 + 10, 7 + 4 + 12);
        then.Where(one => one.Kept is not null).Select(one => one.Kept).Take(8).ShouldBe(
            ["daily 1", "daily 2", "daily 3", "daily 4", "daily 5", "daily 6", "daily 7", "weekly 1"]);
    }

    [Fact]
    public void EachOne_SaysWhenItGoes()
    {
        var forecast = Of(Rule(new() { Daily = 3 }), Daily());

        // Of 26, 27 and 28 February, one goes with each new day.
        forecast.GoesAt("a").ShouldBe(new DateTimeOffset(2026, 3, 3, 2, 0, 0, TimeSpan.Zero));
        forecast.GoesAt("b").ShouldBe(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));
        forecast.GoesAt("c").ShouldBe(new DateTimeOffset(2026, 3, 5, 2, 0, 0, TimeSpan.Zero));
        forecast.At(Now.AddDays(10)).Count.ShouldBe(3);
    }

    [Fact]
    public void WithoutASchedule_NothingComes_AndTheNewestStays()
    {
        var forecast = Of(Rule(new() { Last = 1 }));
        forecast.Backups.Count.ShouldBe(3);
        forecast.GoesAt("a").ShouldBe(Now);
        forecast.GoesAt("c").ShouldBeNull();
    }

    [Fact]
    public void Pinned_Stays() => Of(Rule(new() { Last = 1 }), pinned: "a").GoesAt("a").ShouldBeNull();

    [Fact]
    public void Change_ThatHasNotBegun_IsWaitedFor()
    {
        var rule = Rule(new() { Last = 1 });
        rule = rule with { ArmedAt = Now, Before = rule.Terms with { Keep = new() { Last = 2 } }, ChangedFrom = Now.AddHours(20) };
        var forecast = Of(rule);
        forecast.GoesAt("a").ShouldBe(Now);
        forecast.GoesAt("b").ShouldBe(Now.AddHours(20));
    }

    [Fact]
    public void EveryQuarterOfAnHour_ForAYear_EndsSomewhere()
    {
        var schedule = Daily() with { Cron = "*/15 * * * *" };
        var forecast = Of(Rule(new() { Last = 4, Daily = 7 }), schedule);
        forecast.Backups.Count.ShouldBe(3 + 10_000);
        forecast.Until.ShouldBe(Now.AddMinutes(15 * 10_000));
        forecast.At(Now.AddDays(30)).Count.ShouldBeLessThan(120);
    }

    private static RetentionForecast Of(RetentionRule rule, Schedule? schedule = null, string pinned = "") => RetentionForecast.Of(
        new BoxBackups(
            new BoxInZone("europe", "kb-docs"), "docs", IsGone: false,
            [.. new[] { "c", "b", "a" }.Select((id, index) => new BackupFacts(
                A.LiveBackup(id, "docs", Now.AddDays(-2 - index)), default, IsPinned: id == pinned))]),
        rule, schedule is null ? [] : [schedule], A.Everything, Now);

    private static RetentionRule Rule(RetentionCounts keep) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Standard",
        CreatedBy = new Actor("", ""),
        Terms = new RetentionTerms
        {
            Scope = RetentionScope.All,
            Boxes = [new BoxScope("europe", null, "*")],
            Keep = keep,
            MinimumAge = TimeSpan.FromHours(24),
            TimeZone = "UTC",
        },
    };

    private static Schedule Daily() => new()
    {
        Id = Guid.NewGuid(),
        Name = "Daily",
        CreatedBy = new Actor("", ""),
        Boxes = [new BoxScope("europe", null, "*")],
        Cron = "0 2 * * *",
        TimeZone = "UTC",
        StartWindow = TimeSpan.FromHours(1),
    };
}
