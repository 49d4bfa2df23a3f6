using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Retention;

/// <summary>What armed rules delete, through the ordinary deletion, and what holds them back.</summary>
public sealed class RetentionRunnerTests() : RetentionTest(TimeSpan.FromMinutes(10))
{
    [Fact]
    public async Task Preview_DeletesNothing()
    {
        await SetAsync(OfDocs());
        await PassAsync(TimeSpan.FromHours(1));
        Deletions.ShouldBeEmpty();
        Alarm(AlarmKind.RetentionHalted).ShouldBeNull();
    }

    [Fact]
    public async Task Armed_DeletesInItsOwnName_AsABatch_AndCanBeUndoneUntilItIsSent()
    {
        var rule = await ArmAsync(OfDocs());
        await LookAsync();
        Doomed.ShouldBe(["b5", "b4", "b3"]);
        Deletions.Select(deletion => deletion.BatchId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        Deletions[0].Actor.ShouldBe(new Actor($"retention/{rule.Id}", "Standard, set up by Ada Operator"));
        Deletions[0].Reason.ShouldBe("Keeps the last 2.");

        // A week later they go after all, unless someone has pinned them.
        var results = await Console.Get<OperationDecisions>().CancelAllAsync(Person, [.. Deletions.Select(deletion => deletion.Id)], Ct);
        results.ShouldAllBe(result => result.IsAccepted);
        await PassAsync(TimeSpan.FromDays(6));
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        PlanOf(rule.Id).Boxes[0].Verdicts[2].Reason.ShouldBe(RetentionReason.Undone);
        await PassAsync(TimeSpan.FromDays(1));
        await SettleAsync();
        Doomed.ShouldBe(["b5", "b4", "b3"]);
        Europe.Calls(Ask.Delete).ShouldBe(0);
    }

    [Fact]
    public async Task WhatComesLater_HasToStayTheSameForAWhile()
    {
        await ArmAsync(OfDocs(last: 5));
        Europe.With(A.Backup("b0", "docs", TestClock.Origin.AddHours(-1)));
        await LookAsync();
        Doomed.ShouldBeEmpty();
        await SettleAsync();
        Doomed.ShouldBe(["b5"]);
    }

    [Fact]
    public async Task BackupThatRuns_OrIsInDoubt_AndAZoneThatCannotBeRead_HoldTheRule()
    {
        Europe.With(A.Running("b0", "docs"));
        await Console.RecordedPollAsync();
        var rule = await ArmAsync(OfDocs());
        await LookAsync();
        PlanOf(rule.Id).Boxes[0].Wait.ShouldBe(RetentionWait.BackupRunning);
        Doomed.ShouldBeEmpty();

        Europe.Remove("b0");
        Europe.Fail(Ask.Backups, A.Error());
        await PassAsync(TimeSpan.FromHours(2));
        PlanOf(rule.Id).Boxes[0].Wait.ShouldBe(RetentionWait.ZoneNotReadable);
        Doomed.ShouldBeEmpty();
        await PassAsync(TimeSpan.FromHours(2));
        Alarm(AlarmKind.RetentionHalted)!.Text.ShouldBe(
            "Retention rule 'Standard' deletes nothing in a zone that could not be read for more than 1 hour.");
    }

    [Fact]
    public async Task NewestThatHasShrunk_HoldsTheBox_UntilAPersonHasLooked()
    {
        Europe.Counters = Europe.Counters.SetItem("kb-docs", A.Counters with { Resources = 100 });
        await Console.RecordedPollAsync();
        var rule = await ArmAsync(OfDocs(last: 6));
        await MakeAsync(100);
        await MakeAsync(69);
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        Alarm(AlarmKind.RetentionBraked)!.Text.ShouldBe(
            "Retention rule 'Standard' waits for a person. In europe, a newer backup of docs holds far fewer resources than the one before "
            + "it.");

        // The next one holds as much: the loss has not been looked at for that.
        await MakeAsync(69);
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        (await Commands.ReleaseAsync(Person, rule.Id, PlanOf(rule.Id).Hash, Ct)).Problem.ShouldBeNull();
        await LookAsync();
        Doomed.ShouldBe(["b5", "b4"]);
    }

    [Fact]
    public async Task PersonWhoPinsOrRestores_IsNotStoppedByARule()
    {
        await ArmAsync(OfDocs());
        await LookAsync();
        var (pinned, restored) = (Deletions.Single(one => one.BackupId == "b3").Id, Deletions.Single(one => one.BackupId == "b4").Id);
        (await Console.Get<Pins>().PinAsync(Person, "europe", "b3", "Audit", Ct)).Problem.ShouldBeNull();
        (await Console.Operations.RestoreAsync(Person, "europe", "b4", new NewKnowledgeBox("docs-again", "Docs", []), Ct)).Problem
            .ShouldBeNull();
        foreach (var id in new[] { pinned, restored })
        {
            var deletion = Console.Journal.Current.Find(id)!;
            (deletion.State, deletion.Decision!.By.Name).ShouldBe((OperationState.Cancelled, "Ada Operator"));
        }

        Doomed.ShouldBe(["b5"]);
    }

    /// <summary>A person's own deletion is not undone by another person who pins.</summary>
    [Fact]
    public async Task DeletionOfAPerson_StaysInTheWayOfAPin()
    {
        await Console.Operations.DeleteAsync(Person, "europe", "b3", "docs", Ct);
        (await Console.Get<Pins>().PinAsync(Person, "europe", "b3", "Audit", Ct)).Problem.ShouldBe(new Problems.BeingDeleted());
    }

    [Fact]
    public async Task OtherRule_ThatCountsABackup_KeepsIt()
    {
        var daily = OfDocs("Daily");
        await ArmAsync(daily with { Terms = daily.Terms with { Keep = new RetentionCounts { Daily = 5 } } });
        var rule = await ArmAsync(OfDocs());
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        PlanOf(rule.Id).Boxes[0].Verdicts.Select(verdict => verdict.Rule).ShouldContain("Daily");
    }

    [Fact]
    public async Task Paused_OrBackInPreview_DeletesNothing_AndALongPauseIsAnAlarm()
    {
        var rule = await ArmAsync(OfDocs(last: 5));
        (await Commands.PauseAsync(Person, rule.Id, Console.Clock.GetUtcNow().AddDays(30), Ct)).Problem.ShouldBeNull();
        Europe.With(A.Backup("b0", "docs", TestClock.Origin.AddHours(-1)));
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        await PassAsync(TimeSpan.FromDays(8));
        Alarm(AlarmKind.RetentionHalted)!.Text.ShouldStartWith("Retention rule 'Standard' has been paused for more than 7 days, until ");
        (await Commands.DisarmAsync(Person, rule.Id, Ct)).Problem.ShouldBeNull();
        (await Commands.ResumeAsync(Person, rule.Id, Ct)).Problem.ShouldBeNull();
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        Alarm(AlarmKind.RetentionHalted).ShouldBeNull();
    }

    /// <summary>The counts do not look at the clock; what does is the minimum age, and the brake.</summary>
    [Theory]
    [InlineData(-2)]
    [InlineData(1)]
    [InlineData(24 * 366)]
    public async Task ClockThatIsSet_LetsNoFurtherBackupGo_AndShortensNoGracePeriod(int hours)
    {
        await ArmAsync(OfDocs());
        await LookAsync();
        var doomed = Doomed.ToList();

        // All of them are being counted down.
        await Console.Clock.WaiterAsync(UndoTime.Interval, UndoTime.Interval);
        Console.Clock.Set = TimeSpan.FromHours(hours);
        await LookAsync();
        await LookAsync();
        Doomed.ShouldBe(doomed);
        Europe.Calls(Ask.Delete).ShouldBe(0);
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_DeletesNothing_AndGoesOnLater()
    {
        Console.Log.ErrorsAreExpected = true;
        await ArmAsync(OfDocs(last: 5));
        Europe.With(A.Backup("b0", "docs", TestClock.Origin.AddHours(-1)));
        await Console.RecordedPollAsync();
        await Console.RecordedPollAsync();
        Storage.Lose();
        await SettleAsync();
        Deletions.ShouldBeEmpty();
        Europe.Calls(Ask.Delete).ShouldBe(0);
        Storage.Recover();
        await SettleAsync();
        Doomed.ShouldBe(["b5"]);
    }

    /// <summary>In a copy of the database the rule is still armed, and a pin may be missing.</summary>
    [Fact]
    public async Task OlderDatabase_InWhichARuleIsArmed_DeletesNothing_UntilSomeoneHasLooked()
    {
        var rule = await ArmAsync(OfDocs(last: 5));
        Storage.Copy();
        (await Commands.DisarmAsync(Person, rule.Id, Ct)).Problem.ShouldBeNull();
        Europe.With(A.Backup("b0", "docs", TestClock.Origin.AddHours(-1)));
        await RestartAsync(TimeSpan.FromMinutes(1), Storage.PutBack);
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        PlanOf(rule.Id).Boxes[0].Wait.ShouldBe(RetentionWait.DatabaseOlder);

        // Not after the next start either.
        await RestartAsync(TimeSpan.FromMinutes(1));
        await SettleAsync();
        Doomed.ShouldBeEmpty();
        var alarm = Alarm(AlarmKind.DatabaseOlder)!;
        (await Console.Get<Acknowledgements>().AcknowledgeAsync(Person, [alarm.Id], Ct)).ShouldBeNull();
        await SettleAsync();
        Doomed.ShouldBe(["b5"]);
    }

    [Fact]
    public async Task Restart_RequestsNothingTwice_AndKnowsWhoMadeWhichBackup()
    {
        var started = await Console.Operations.StartAsync(Person, "europe", "kb-docs", evenIfRunning: false, Ct);
        var made = (await Console.EndedAsync(started)).UpstreamId!;
        Europe.Finish(made, Console.Clock.GetUtcNow());
        var rule = OfDocs(last: 1);
        rule = await ArmAsync(rule with { Terms = rule.Terms with { Scope = RetentionScope.Here } });
        await LookAsync();
        await RestartAsync(TimeSpan.FromHours(1));
        await LookAsync();
        Doomed.ShouldBeEmpty();
        PlanOf(rule.Id).Boxes.Single().Verdicts.Where(verdict => verdict.Reason is not RetentionReason.Outside)
            .ShouldHaveSingleItem().Backup.Id.ShouldBe(made);
    }

    // A backup that the dashboard has started, of a box that holds so many resources then.
    private async Task MakeAsync(long resources)
    {
        await PassAsync(TimeSpan.FromHours(1));
        Europe.Counters = Europe.Counters.SetItem("kb-docs", A.Counters with { Resources = resources });
        var started = await Console.Operations.StartAsync(Person, "europe", "kb-docs", evenIfRunning: false, Ct);
        var made = (await Console.EndedAsync(started)).UpstreamId!;
        Europe.Finish(made, Console.Clock.GetUtcNow());
        await Console.RecordedPollAsync();
        await FeedReader.UntilAsync(
            Console.Get<FingerprintStore>().Subscribe(), prints => prints.Find("europe", made)?.After is not null);
    }
}
