using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Retention;
using BackupDashboard.Tests.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>What rules do by themselves, and what they no longer do.</summary>
public sealed class ApprovalRuleTests() : ApprovalsTest(("Retention", "true"), ("Schedules", "true"))
{
    private RetentionCommands Retention => Console.Get<RetentionCommands>();

    private ScheduleCommands Schedules => Console.Get<ScheduleCommands>();

    [Fact]
    public async Task Arming_IsInForceOnceSomeoneElseHasApproved()
    {
        var rule = await SetAsync(RetentionTest.OfDocs());
        var asked = (await ArmAsync(rule.Id)).Operation!;
        asked.AwaitsApproval.ShouldBeTrue();
        RuleOf(rule.Id).IsArmed.ShouldBeFalse();

        Console.Clock.Advance(TimeSpan.FromHours(5));
        SignIn();
        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        RuleOf(rule.Id).ArmedAt.ShouldBe(Console.Clock.GetUtcNow());
        Find(asked.Id).ApprovalState.ShouldBe(ApprovalState.Executed);

        await RestartAsync();
        RuleOf(rule.Id).IsArmed.ShouldBeTrue();
    }

    /// <summary>Read from the database meanwhile: the rule is still the same one.</summary>
    [Fact]
    public async Task Arming_ApprovedAfterARestart_IsInForce()
    {
        var rule = await SetAsync(RetentionTest.OfDocs());
        var asked = (await ArmAsync(rule.Id)).Operation!;
        await RestartAsync();
        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        RuleOf(rule.Id).IsArmed.ShouldBeTrue();
    }

    [Fact]
    public async Task OtherTermsOfAnArmedRule_TakeASecondPersonAndCountAloneADayAfterThat()
    {
        var rule = await ArmedAsync();
        var asked = (await Retention.SetAsync(
            Person, rule with { Terms = rule.Terms with { Keep = new() { Last = 1 } } }, Seen(rule.Id), Ct)).Operation!;
        asked.AwaitsApproval.ShouldBeTrue();
        asked.Approval!.Facts.Single(fact => fact.Name == "Change").Value.ShouldContain(
            "Keeps: Keeps the last 1, before: Keeps the last 2");
        Console.Clock.Advance(TimeSpan.FromHours(5));
        SignIn();
        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        RuleOf(rule.Id).ChangedFrom.ShouldBe(Console.Clock.GetUtcNow().AddDays(1));
    }

    [Fact]
    public async Task WhatDeletesLess_TakesNobodyElseAndOvertakesWhatWaits()
    {
        var rule = await ArmedAsync();
        var asked = (await Retention.SetAsync(
            Person, rule with { Terms = rule.Terms with { Keep = new() { Last = 1 } } }, Seen(rule.Id), Ct)).Operation!;
        (await Retention.PauseAsync(Person, rule.Id, Console.Clock.GetUtcNow().AddDays(1), Ct)).Problem.ShouldBeNull();
        Find(asked.Id).ApprovalState.ShouldBe(ApprovalState.Void);
        (await Retention.DisarmAsync(Person, rule.Id, Ct)).Problem.ShouldBeNull();
        RuleOf(rule.Id).IsArmed.ShouldBeFalse();
    }

    [Fact]
    public async Task AnotherChange_ThatTakesASecondPerson_WaitsForTheFirst()
    {
        var rule = await SetAsync(RetentionTest.OfDocs());
        await ArmAsync(rule.Id);
        RefusalOf(await ArmAsync(rule.Id)).ShouldBe(ProblemKind.TooLate);
    }

    [Fact]
    public async Task ScheduleThatCoversSomething_IsDeletedOnceSomeoneElseHasApproved()
    {
        var schedule = SchedulesTest.OfDocs();
        (await Schedules.SetAsync(Person, schedule, null, Ct)).Problem.ShouldBeNull();
        var asked = (await Schedules.DeleteAsync(Person, schedule.Id, Ct)).Operation!;
        asked.AwaitsApproval.ShouldBeTrue();
        Console.Journal.Current.ScheduleOf(schedule.Id).ShouldNotBeNull();
        (await ApproveAsync(asked.Id)).Problem.ShouldBeNull();
        Console.Journal.Current.ScheduleOf(schedule.Id).ShouldBeNull();
    }

    [Fact]
    public async Task ScheduleThatCoversLess_TakesASecondPerson_OneThatCoversMoreDoesNot()
    {
        var schedule = SchedulesTest.OfDocs();
        var set = (await Schedules.SetAsync(Person, schedule, null, Ct)).Operation!;
        BoxScope all = new(BoxScope.EveryZone, null, "*"), handbook = new(BoxScope.EveryZone, null, "handbook");
        var wider = (await Schedules.SetAsync(Person, schedule with { Boxes = [all] }, set.Id, Ct)).Operation!;
        wider.Approval.ShouldBeNull();
        var narrower = (await Schedules.SetAsync(Person, schedule with { Boxes = [handbook] }, wider.Id, Ct)).Operation!;
        narrower.AwaitsApproval.ShouldBeTrue();
        (await ApproveAsync(narrower.Id)).Problem.ShouldBeNull();
        Console.Journal.Current.ScheduleOf(schedule.Id)!.Schedule!.Boxes.ShouldBe([handbook]);
    }

    [Fact]
    public async Task ScheduleThatCoversNothing_TakesNobodyElse()
    {
        var schedule = SchedulesTest.OfDocs() with { Boxes = [new(BoxScope.EveryZone, null, "nothing-*")] };
        await Schedules.SetAsync(Person, schedule, null, Ct);
        (await Schedules.DeleteAsync(Person, schedule.Id, Ct)).Operation!.Approval.ShouldBeNull();
    }

    /// <summary>A rule belongs to its team: a member approves it, and withdraws what they have requested.</summary>
    [Fact]
    public async Task RuleOfATeam_IsApprovedAndWithdrawnByItsMembers()
    {
        Person = A.Person(A.Docs);
        var rule = await SetAsync(RetentionTest.OfDocs("Ours", "Docs") with
        {
            Terms = RetentionTest.OfDocs().Terms with { Boxes = [new BoxScope("europe", null, "docs-*")] },
        });
        var first = (await ArmAsync(rule.Id)).Operation!;
        (await Console.Get<OperationDecisions>().CancelAsync(Person, first.Id, Ct)).Problem.ShouldBeNull();
        Find(first.Id).ApprovalState.ShouldBe(ApprovalState.Withdrawn);

        var second = (await ArmAsync(rule.Id)).Operation!;
        (await ApproveAsync(second.Id, A.Person("Dora", [A.Docs], []))).Problem.ShouldBeNull();
        RuleOf(rule.Id).IsArmed.ShouldBeTrue();
    }

    private RetentionRule RuleOf(Guid id) => Console.Journal.Current.RetentionOf(id)!.Retention!;

    private Guid Seen(Guid id) => Console.Journal.Current.RetentionOf(id)!.Id;

    private async Task<RetentionRule> SetAsync(RetentionRule rule)
    {
        var result = await Retention.SetAsync(Person, rule, null, Ct);
        result.Problem.ShouldBeNull();
        return result.Operation!.Retention!;
    }

    private Task<RequestResult> ArmAsync(Guid id) =>
        Retention.ArmAsync(Person, id, Console.Get<RetentionPlanner>().Plans[id].Hash, Ct);

    private async Task<RetentionRule> ArmedAsync()
    {
        var rule = await SetAsync(RetentionTest.OfDocs());
        (await ApproveAsync((await ArmAsync(rule.Id)).Operation!.Id)).Problem.ShouldBeNull();
        return RuleOf(rule.Id);
    }
}
