using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Retention;

/// <summary>What no rule can undercut, and what a rule is about.</summary>
public sealed class RetentionVerdictsTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    [Fact]
    public void CountKeepsTheNewest_AndTheRestGoes() =>
        Of(Terms(), Complete("c", 2), Complete("b", 3), Complete("a", 4)).ShouldBe(["Counted", "Goes", "Goes"]);

    [Fact]
    public void Pinned_AndWhatARestoreReadsFrom_StayWithoutBeingCounted() =>
        Of(
                Terms(), Complete("d", 2) with { IsPinned = true }, Complete("c", 3), Complete("b", 4) with { IsRestored = true },
                Complete("a", 5))
            .ShouldBe(["Pinned", "Counted", "Restoring", "Goes"]);

    [Fact]
    public void Younger_ThanTheMinimumAge_Stays_UntilItIsOldEnough()
    {
        var verdicts = Verdicts(Terms(), Complete("c", 0.1), Complete("b", 0.5), Complete("a", 4));
        verdicts.Select(verdict => verdict.Reason).ShouldBe([RetentionReason.Counted, RetentionReason.TooYoung, RetentionReason.Goes]);
        verdicts[1].Until.ShouldBe(Now.AddDays(0.5));
    }

    [Fact]
    public void BoxThatIsGone_LosesNothing() => RetentionVerdicts.Of(
            Box(Complete("b", 2), Complete("a", 3)) with { IsGone = true }, Rule(Terms()), A.Everything, Now)
        .Select(verdict => verdict.Reason).ShouldBe([RetentionReason.Counted, RetentionReason.BoxGone]);

    /// <summary>Four newer ones that have not finished keep no place.</summary>
    [Fact]
    public void Unfinished_CountsForNothing_AndGoesOnlyWhenStalledOldAndOvertaken() => Of(
            Terms(), Unfinished("e", 0.1, BackupState.InProgress), Unfinished("d", 2, BackupState.Stalled), Complete("c", 8),
            Unfinished("b", 9, BackupState.Stalled), Unfinished("a", 9, BackupState.InProgress))
        .ShouldBe(["Unfinished", "Unfinished", "Counted", "Goes", "Unfinished"]);

    [Fact]
    public void StalledForAWeek_StaysWithoutACompleteOneAfterIt() =>
        Of(Terms(), Unfinished("b", 9, BackupState.Stalled), Complete("a", 20)).ShouldBe(["Unfinished", "Counted"]);

    [Fact]
    public void WithoutATimeThatCanBeTrue_Stays() => Of(
            Terms(), Complete("b", 2), new BackupFacts(A.LiveBackup("a", started: PlausibleTime.Unknown), default))
        .ShouldBe(["Counted", "TimeUnknown"]);

    [Fact]
    public void OfTheScheduleAlone_WhatOthersHaveMadeIsNotCounted_AndTheNewestOfTheBoxStays()
    {
        var schedule = Guid.NewGuid();
        var terms = Terms() with { Scope = RetentionScope.Schedule, ScheduleId = schedule, Boxes = [] };
        Of(terms, Complete("d", 2), By(Complete("c", 3), schedule), By(Complete("b", 4), schedule), By(Complete("a", 5), Guid.NewGuid()))
            .ShouldBe(["Outside", "Counted", "Goes", "Outside"]);
        Of(Terms() with { Scope = RetentionScope.Here }, Complete("d", 2), By(Complete("c", 3), null), By(Complete("b", 4), schedule))
            .ShouldBe(["Outside", "Counted", "Goes"]);
    }

    /// <summary>The one that stays is outside the count, by its pin: the newest is kept all the same.</summary>
    [Fact]
    public void Newest_OfTheBox_StaysWhateverTheCounts() =>
        Verdicts(Terms() with { Keep = default }, Complete("b", 2), Complete("a", 3)).Select(verdict => verdict.Reason)
            .ShouldBe([RetentionReason.Newest, RetentionReason.Goes]);

    [Fact]
    public void WhatTheTeamMayNotDelete_Stays() => RetentionVerdicts.Of(
            Box(Complete("b", 2), Complete("a", 3)), Rule(Terms()), A.Grants(A.Team([Right.View])), Now)
        .Select(verdict => verdict.Reason).ShouldBe([RetentionReason.Counted, RetentionReason.NotAllowed]);

    [Fact]
    public void ChangedRule_LetsGoOnlyWhatBothTermsLetGo_ForAWhile()
    {
        var rule = Rule(Terms()) with
        {
            Before = Terms() with { Keep = new() { Last = 2 } },
            ChangedFrom = Now.AddHours(24),
        };
        var box = Box(Complete("c", 2), Complete("b", 3), Complete("a", 4));
        RetentionVerdicts.Of(box, rule, A.Everything, Now).Select(verdict => verdict.Reason)
            .ShouldBe([RetentionReason.Counted, RetentionReason.Changing, RetentionReason.Goes]);
        RetentionVerdicts.Of(box, rule, A.Everything, Now.AddHours(24)).Select(verdict => verdict.Reason)
            .ShouldBe([RetentionReason.Counted, RetentionReason.Goes, RetentionReason.Goes]);
    }

    [Fact]
    public void UnknownTimeZone_LetsNothingGo() =>
        Of(Terms() with { TimeZone = "Mars/Olympus" }, Complete("b", 2), Complete("a", 3)).ShouldBe(["Outside", "Outside"]);

    [Fact]
    public void Hold_AfterAnUndo_HasAnEnd()
    {
        var held = Complete("a", 4) with { Hold = new RetentionHold(RetentionReason.Undone, Now.AddDays(1), 0) };
        Of(Terms(), Complete("b", 2), held).ShouldBe(["Counted", "Undone"]);
        RetentionVerdicts.Of(Box(Complete("b", 2), held), Rule(Terms()), A.Everything, Now.AddDays(1))[1].Goes.ShouldBeTrue();
    }

    /// <summary>Whatever the rule, the backups and the clock: the newest complete backup of a box never goes.</summary>
    [Fact]
    public void NewestComplete_NeverGoes() => Check.Sample(
        Gen.Select(
            Gen.Select(Gen.Int[-3, 400], Gen.Enum<BackupState>(), Gen.Bool, Gen.Bool).Array[1, 15], Gen.Int[0, 3].Array[6],
            Gen.Int[-9000, 9000], Gen.OneOf(Gen.Const("UTC"), Gen.Const("Europe/Berlin"), Gen.Const("Pacific/Apia"))),
        (given, counts, clock, zone) =>
        {
            var backups = given.Index().OrderBy(one => one.Item.Item1).Select(one => new BackupFacts(
                A.LiveBackup($"b{one.Index}", started: Now.AddDays(-one.Item.Item1), state: one.Item.Item2), default, one.Item.Item3,
                one.Item.Item4)).ToArray();
            var terms = Terms() with
            {
                Keep = new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]),
                TimeZone = zone,
            };
            var verdicts = RetentionVerdicts.Of(Box(backups), Rule(terms), A.Everything, Now.AddHours(clock));
            return verdicts.FirstOrDefault(verdict => verdict.Backup.IsCompleted) is not { Goes: true };
        },
        iter: 100_000);

    private static RetentionTerms Terms() => new()
    {
        Scope = RetentionScope.All,
        Boxes = [new BoxScope(BoxScope.EveryZone, null, "*")],
        Keep = new() { Last = 1 },
        MinimumAge = TimeSpan.FromHours(24),
        TimeZone = "UTC",
    };

    private static RetentionRule Rule(RetentionTerms terms) =>
        new() { Id = Guid.NewGuid(), Name = "Standard", CreatedBy = new Actor("", ""), Terms = terms };

    private static BoxBackups Box(params BackupFacts[] backups) => new(new BoxInZone("europe", "kb"), "docs", IsGone: false, backups);

    private static BackupFacts Complete(string id, double days) => new(A.LiveBackup(id, started: Now.AddDays(-days)), default);

    private static BackupFacts Unfinished(string id, double days, BackupState state) =>
        new(A.LiveBackup(id, started: Now.AddDays(-days), state: state), default);

    private static BackupFacts By(BackupFacts one, Guid? schedule) => one with { Maker = new BackupMaker(IsHere: true, schedule) };

    private static IReadOnlyList<RetentionVerdict> Verdicts(RetentionTerms terms, params BackupFacts[] backups) =>
        RetentionVerdicts.Of(Box(backups), Rule(terms), A.Everything, Now);

    private static IEnumerable<string> Of(RetentionTerms terms, params BackupFacts[] backups) =>
        Verdicts(terms, backups).Select(verdict => verdict.Reason.ToString());
}
