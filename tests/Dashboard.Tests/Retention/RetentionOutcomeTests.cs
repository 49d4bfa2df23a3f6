using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Retention;

/// <summary>What becomes of the deletions that rules request: nothing waits here in which they could be undone.</summary>
public sealed class RetentionOutcomeTests() : RetentionTest(TimeSpan.Zero)
{
    private int Legal => Europe.Backups.Count(backup => backup.Id[0] == 'l');

    [Fact]
    public async Task TooManyAtOnce_WaitForAPerson_WhoReleasesWhatTheyHaveSeen()
    {
        var rule = OfDocs(last: 15);
        rule = await ArmAsync(rule with { Terms = rule.Terms with { Boxes = [new BoxScope("europe", null, "legal")] } });
        await LookAsync();
        await SentAsync();
        Legal.ShouldBe(15);

        // Changed: 24 hours later, more than a fifth of the zone would go.
        var seen = Console.Journal.Current.RetentionOf(rule.Id)!.Id;
        await SetAsync(rule with { Terms = rule.Terms with { Keep = new RetentionCounts { Last = 3 } } }, seen);
        await PassAsync(TimeSpan.FromHours(23));
        Legal.ShouldBe(15);
        PlanOf(rule.Id).Boxes[0].Verdicts[^1].Reason.ShouldBe(RetentionReason.Changing);
        await PassAsync(TimeSpan.FromHours(2));
        await SettleAsync();
        Legal.ShouldBe(15);
        Alarm(AlarmKind.RetentionBraked)!.Text.ShouldBe(
            "Retention rule 'Standard' waits for a person. It would delete 12 backups of europe at once, which is more than rules "
            + "may without a person.");

        (await Commands.ReleaseAsync(Person, rule.Id, "another", Ct)).Problem.ShouldBe(RuleProblems.PlanChanged);
        (await Commands.ReleaseAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct)).Problem.ShouldBeNull();
        await LookAsync();
        await SentAsync();
        Legal.ShouldBe(3);
        Alarm(AlarmKind.RetentionBraked).ShouldBeNull();
    }

    /// <summary>A newer one may vanish while an older one is waiting to be deleted.</summary>
    [Fact]
    public async Task Newest_IsNotSentToBeDeleted_WhateverWasPlanned()
    {
        var rule = await SetAsync(OfDocs());
        var result = await Console.Operations.DeleteAllAsync(new RetentionCaller(rule), "europe", ["b1"], "docs", Ct);
        var deletion = await Console.EndedAsync(result.Results.Single());
        (deletion.State, deletion.Problem).ShouldBe((OperationState.Rejected, new Problems.IsNewest()));
        Europe.Calls(Ask.Delete).ShouldBe(0);
    }

    [Fact]
    public async Task OneThatFails_StopsNoOther_AndIsAnAlarmAfterThreeTimes()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Refused, "No."));
        await ArmAsync(OfDocs());
        await LookAsync();
        await SentAsync();
        Europe.Backups.Count(backup => backup.Id[0] == 'b').ShouldBe(3);
        for (var time = 0; time < 2; time++)
        {
            Alarm(AlarmKind.RetentionFailing).ShouldBeNull();
            Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Refused, "No."));
            await PassAsync(TimeSpan.FromMinutes(61));
            await SettleAsync();
            await SentAsync();
        }

        await LookAsync();
        Alarm(AlarmKind.RetentionFailing)!.Text.ShouldBe(
            "Retention rule 'Standard' could not delete 1 backup three times or more. It goes on with the others, and tries these once a "
            + "day.");
        await PassAsync(TimeSpan.FromHours(3));
        await SettleAsync();
        Europe.Calls(Ask.Delete).ShouldBe(5);
    }
}
