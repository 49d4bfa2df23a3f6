using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

/// <summary>Each time of a schedule is decided once for each box, whatever happens meanwhile.</summary>
public sealed class OccurrenceTests : SchedulesTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Time_OfASchedule_StartsABackupOfEachBox_InItsOwnName()
    {
        await SetAsync(Hourly());
        await PassAsync(Hour - TimeSpan.FromMinutes(1));
        Decided.ShouldBeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));

        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Succeeded, 0), ("docs-b", OperationState.Succeeded, 0)]);
        var one = Decided[0];
        one.Via.ShouldBe(OperationVia.Schedule);
        one.Actor.Name.ShouldBe("Docs, set up by Ada Operator");
        one.Occurrence!.At.ShouldBe(TestClock.Origin + Hour);
        one.RequestKey!.Name.ShouldBe($"schedule/{one.Occurrence.ScheduleId}/kb-docs-a/2026-03-02T10:00Z");
        Europe.Calls(Ask.Create).ShouldBe(2);
    }

    [Fact]
    public async Task Box_WhoseBackupRuns_IsSkippedWithoutAnAlarm_AndOneThatStalledIsNot()
    {
        Europe.With(A.Running("b1", "docs-a", TestClock.Origin.AddMinutes(50)), A.Running("b2", "docs-b", TestClock.Origin.AddDays(-4)));
        await SetAsync(Hourly());
        await PassAsync(Hour);

        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Skipped, 0), ("docs-b", OperationState.Succeeded, 0)]);
        Decided[0].Problem!.Text.ShouldBe("A backup of this knowledge box was in progress already.");
        Alarm(AlarmKind.ScheduleMissed).ShouldBeNull();
    }

    [Fact]
    public async Task WhatFailed_IsReadBeforeWhatDidNot()
    {
        Europe.With(A.Running("b1", "docs-a", TestClock.Origin.AddMinutes(50)));
        Europe.Fail(Ask.Create, A.Error(NucliaErrorKind.PaymentRequired, "No backups in this plan."));
        var schedule = (await SetAsync(Hourly())).Schedule!.Id;
        await PassAsync(Hour);

        var read = await Console.Get<ScheduleHistory>().AtAsync(
            schedule, TestClock.Origin + Hour, A.Everything, RunningConsole.Cancellation);
        read.Select(Facts).ShouldBe([("docs-b", OperationState.Rejected, 0), ("docs-a", OperationState.Skipped, 0)]);
    }

    [Fact]
    public async Task AwayForThreeDays_WithinTheWindow_RunsTheNewestOnce_AndSaysHowManyAreMerged()
    {
        await SetAsync(Hourly());
        await PassAsync(Hour);
        await RestartAsync(TimeSpan.FromDays(3));

        Decided.Where(one => one.Occurrence!.At > TestClock.Origin + Hour).Select(Facts)
            .ShouldBe([("docs-a", OperationState.Succeeded, 71), ("docs-b", OperationState.Succeeded, 71)]);
        Europe.Calls(Ask.Create).ShouldBe(2);
    }

    [Fact]
    public async Task AwayForLongerThanTheWindow_IsMissedWithOneAlarm_ThatEndsWhenALaterTimeGoesWell()
    {
        await SetAsync(Hourly());
        await RestartAsync(Hour + TimeSpan.FromMinutes(45));

        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Missed, 0), ("docs-b", OperationState.Missed, 0)]);
        var alarm = Alarm(AlarmKind.ScheduleMissed)!;
        alarm.Text.ShouldBe(
            "Schedule 'Docs' did not back up 2 of 2 knowledge boxes at its time 2026-03-02 10:00:00 UTC. The start window was over. The "
            + "dashboard was not running, its journal could not be written, the cloud took too long to say what had changed, or other "
            + "backups of the schedule had to end first.");
        alarm.Team.ShouldBe("Operators");

        await PassAsync(TimeSpan.FromMinutes(20));
        Decided.Count(one => one.State is OperationState.Succeeded).ShouldBe(2);
        Alarm(AlarmKind.ScheduleMissed)!.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task RestartInTheMiddle_OfATime_DecidesTheRest_AndNothingTwice()
    {
        await SetAsync(Hourly() with { MostInZone = 1 });
        await PassAsync(Hour);
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Succeeded, 0)]);
        var made = Decided[0].UpstreamId!;

        await RestartAsync(TimeSpan.FromMinutes(5), zone => zone.Finish(made, TestClock.Origin + Hour));
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Succeeded, 0), ("docs-b", OperationState.Succeeded, 0)]);
        Europe.Calls(Ask.Create).ShouldBe(1);
    }

    [Fact]
    public async Task ClockThatIsSetBack_DecidesNothingTwice_AndClockThatWasAhead_SilencesNothing()
    {
        await SetAsync(Hourly());
        await PassAsync(Hour);
        Europe.Calls(Ask.Create).ShouldBe(2);

        Console.Clock.Set = -TimeSpan.FromMinutes(30);
        await PassAsync(TimeSpan.FromMinutes(31));
        Europe.Calls(Ask.Create).ShouldBe(2);

        // A year ahead for a while: one time of that year is decided, and then the hours come as before.
        Console.Clock.Set = TimeSpan.FromDays(365);
        await LookAsync();
        var ahead = Decided.Count;
        Console.Clock.Set = TimeSpan.Zero;
        await LookAsync();
        await PassAsync(Hour);
        await PassAsync(Hour);
        Decided.Count.ShouldBeGreaterThan(ahead);
        Decided.Select(one => (one.KnowledgeBoxId, one.Occurrence!.At)).ShouldBeUnique();
        Decided.ShouldContain(one => one.Occurrence!.At == new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task ZoneThatCannotBeRead_IsWaitedFor_AndMissedAtTheEndOfTheWindow()
    {
        await SetAsync(Hourly());
        await PassAsync(Hour - TimeSpan.FromMinutes(10));
        Europe.Fail(Ask.Backups, A.Error());
        Console.Clock.Advance(TimeSpan.FromMinutes(10));

        // That it cannot be read is known before its window ends.
        await Console.PollAsync();
        await PulseAsync();
        Decided.ShouldBeEmpty();

        Console.Clock.Advance(TimeSpan.FromMinutes(31));
        await PulseAsync();
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Missed, 0), ("docs-b", OperationState.Missed, 0)]);
        Decided[0].Problem!.Text.ShouldBe("The start window was over. Zone europe could not be read.");
        Console.Get<AlarmStore>().Current.Open.Keys.Count(key => key.Kind is AlarmKind.ScheduleMissed).ShouldBe(1);
    }

    [Fact]
    public async Task RefusalOfTheAccount_EndsTheTime_WithOneAlarm()
    {
        Europe.Fail(Ask.Create, A.Error(NucliaErrorKind.PaymentRequired, "No backups in this plan."));
        await SetAsync(Hourly() with { MostInZone = 1 });
        await PassAsync(Hour);
        await LookAsync();

        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Rejected, 0), ("docs-b", OperationState.Missed, 0)]);
        Decided[1].Problem!.Text.ShouldStartWith("Not started, because the cloud refused another box of this schedule: The account's plan");
        Europe.Calls(Ask.Create).ShouldBe(1);
        Alarm(AlarmKind.ScheduleMissed)!.Text.ShouldContain("2 of 2 knowledge boxes");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(null)]
    public async Task CloudThatAsksToSlowDown_GetsTheRestLater_AndWhatWasRefusedIsSaid(int? minutes)
    {
        DateTimeOffset? until = minutes is { } wait ? TestClock.Origin + Hour + TimeSpan.FromMinutes(wait) : null;
        Europe.FailNext(Ask.Create, A.Error(NucliaErrorKind.RateLimited) with { RetryAt = until });
        var schedule = (await SetAsync(Hourly() with { MostInZone = 1 })).Schedule!;
        await PassAsync(Hour);
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Rejected, 0)]);
        var views = Console.Get<ScheduleViews>();
        var shown = views.WaitOf(schedule, views.CoverOf(schedule, A.Everything), null, Console.Journal.Current)!;
        (shown.Boxes, shown.SlowZones.Single().Key).ShouldBe((2, "europe"));
        shown.SlowZones.Single().Value.ShouldBe(until ?? Decided[0].EndedAt!.Value.AddMinutes(1));

        await PassAsync(shown.SlowZones.Single().Value - Now - TimeSpan.FromSeconds(30));
        Europe.Calls(Ask.Create).ShouldBe(1);
        await PassAsync(TimeSpan.FromSeconds(30));
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Rejected, 0), ("docs-b", OperationState.Succeeded, 0)]);
        views.WaitOf(schedule, views.CoverOf(schedule, A.Everything), null, Console.Journal.Current).ShouldBeNull();
    }

    [Fact]
    public async Task PatternThatMatchesFourHundredBoxesOvernight_SpreadsThem_AndStartsFewAtATime()
    {
        const int Boxes = 400;
        const int Most = 5;
        await SetAsync(Hourly() with { MostInZone = Most, StartWindow = TimeSpan.FromMinutes(50), Spread = TimeSpan.FromMinutes(40) });
        await PassAsync(TimeSpan.FromMinutes(30));
        Europe.With([.. Enumerable.Range(0, Boxes - 2).Select(one => A.Box($"docs-{one:000}"))]);
        await PassAsync(TimeSpan.FromMinutes(30));
        var running = 0;
        while (Decided.Count < Boxes && Now < TestClock.Origin + Hour + TimeSpan.FromMinutes(55))
        {
            running = Math.Max(running, Europe.Backups.Count(backup => backup.FinishedAt is null));
            foreach (var made in Decided.Where(one => one.UpstreamId is not null && one.EndedAt < Now))
                Europe.Finish(made.UpstreamId!, Now);
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        running.ShouldBe(Most);
        Decided.Select(one => one.KnowledgeBoxId).ShouldBeUnique();
        Decided.Count.ShouldBe(Boxes);
        Decided.ShouldAllBe(one => one.State == OperationState.Succeeded || one.Problem!.Text.Contains("had to end first")
            || one.Problem.Text.Contains("as the schedule allows"));
    }

    /// <summary>Whoever makes a box anew under the slug of another gets the backups of a pattern, and not those of a box.</summary>
    [Fact]
    public async Task BoxMadeAnewUnderItsSlug_IsFollowedByAPattern_AndNotByAnId()
    {
        await SetAsync(Hourly());
        var byId = await SetAsync(Hourly("By id", boxes: new BoxScope("europe", "kb-docs-a", "")));
        await PassAsync(TimeSpan.FromMinutes(30));
        Europe.Boxes = Europe.Boxes.RemoveAll(box => box.Slug == "docs-a");
        Europe.With(A.Box("docs-a") with { Id = "kb-anew" });
        await PassAsync(TimeSpan.FromMinutes(30));

        Decided.Where(one => one.Occurrence!.ScheduleId == byId.Schedule!.Id).ShouldBeEmpty();
        Decided.Select(one => one.KnowledgeBoxId).ShouldBe(["kb-anew", "kb-docs-b"], ignoreOrder: true);
        var views = Console.Get<ScheduleViews>();
        views.CoverOf(byId.Schedule!, A.Everything).Gone.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PauseAndResume_RunNothingAtOnce_AndWhatIsSkippedOnceIsSaid()
    {
        var rule = await SetAsync(Hourly());
        (await Commands.PauseAsync(Person, rule.Schedule!.Id, Now.AddDays(2), RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await PassAsync(Hour + TimeSpan.FromMinutes(10));
        (await Commands.ResumeAsync(Person, rule.Schedule.Id, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await LookAsync();
        Decided.ShouldBeEmpty();

        var eleven = TestClock.Origin.AddHours(2);
        (await Commands.SkipAsync(Person, rule.Schedule.Id, eleven, RunningConsole.Cancellation)).Problem.ShouldBeNull();
        await PassAsync(TimeSpan.FromMinutes(50));
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Skipped, 0), ("docs-b", OperationState.Skipped, 0)]);
        await PassAsync(Hour);
        Decided.Count(one => one.State is OperationState.Succeeded).ShouldBe(2);
    }

    [Fact]
    public async Task NewTimes_WhileBoxesWait_EndTheOldTime_AndANewNameDoesNot()
    {
        var rule = await SetAsync(Hourly() with { MostInZone = 1 });
        await PassAsync(Hour);
        var renamed = await SetAsync(rule.Schedule! with { Name = "Other" }, rule.Id);
        await LookAsync();
        Decided.Count.ShouldBe(1);

        await SetAsync(renamed.Schedule! with { Cron = "30 * * * *" }, renamed.Id);
        await LookAsync();
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Succeeded, 0), ("docs-b", OperationState.Skipped, 0)]);
        Decided[1].Problem!.Text.ShouldStartWith("The schedule was paused, or given other times");
    }

    [Fact]
    public async Task BoxThatIsGone_RunsNothing_AndRaisesOneAlarmAfterAWhile()
    {
        await SetAsync(Hourly(boxes: [new("europe", "kb-docs-a", ""), new("europe", "kb-legal", "")]));
        Europe.Boxes = Europe.Boxes.RemoveAll(box => box.Slug == "docs-a");
        await PassAsync(Hour);
        Decided.Select(Facts).ShouldBe([("legal", OperationState.Succeeded, 0)]);
        for (var minute = 0; minute < 5; minute++)
            await PassAsync(TimeSpan.FromMinutes(1));
        Alarm(AlarmKind.ScheduleUncovered)!.Text.ShouldBe(
            "Schedule 'Docs' no longer covers all that it was set up for: 1 knowledge box that it names no longer exist. Change the "
            + "schedule, or delete it; no backup is deleted with it.");
    }

    [Fact]
    public async Task Spread_GivesEachBoxItsTurn_AlwaysTheSame()
    {
        var schedule = (await SetAsync(Hourly() with { Spread = TimeSpan.FromMinutes(30) })).Schedule!;
        var turns = new[] { "kb-docs-a", "kb-docs-b" }.Select(box => BoxTurn.Of(schedule, "europe", box)).ToList();
        turns.ShouldAllBe(turn => turn >= TimeSpan.Zero && turn < schedule.Spread);
        turns.ShouldBe(new[] { "kb-docs-a", "kb-docs-b" }.Select(box => BoxTurn.Of(schedule, "europe", box)));
        await PassAsync(Hour + turns.Max() + TimeSpan.FromSeconds(1));
        Decided.Count(one => one.State is OperationState.Succeeded).ShouldBe(2);
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_StartsNothing_AndIsMadeUpForWithinTheWindow()
    {
        Console.Log.ErrorsAreExpected = true;
        await SetAsync(Hourly());
        await PassAsync(Hour - TimeSpan.FromMinutes(1));
        Console.Storage.Lose();
        await PassAsync(TimeSpan.FromMinutes(2));
        Europe.Calls(Ask.Create).ShouldBe(0);

        Console.Storage.Recover();
        await LookAsync();
        Decided.Select(Facts).ShouldBe([("docs-a", OperationState.Succeeded, 0), ("docs-b", OperationState.Succeeded, 0)]);
        Europe.Calls(Ask.Create).ShouldBe(2);
    }

    /// <summary>Between "written" and "answered": what was sent is looked for, and never sent again for this time.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ProcessThatEndsWhileItsCallIsUnderWay_MakesNoSecondBackup(bool wasApplied)
    {
        await SetAsync(Hourly(boxes: new BoxScope("europe", "kb-docs-a", "")));
        await PassAsync(Hour - TimeSpan.FromMinutes(1));
        Europe.Hold(Ask.Create);
        Console.Clock.Advance(TimeSpan.FromMinutes(1));
        await Console.RecordedPollAsync();
        await Console.Clock.PassAsync(ScheduleRunner.Pulse);
        await Europe.CalledAsync(Ask.Create, 1);

        await RestartAsync(
            TimeSpan.FromMinutes(1), zone => zone.With(wasApplied ? [A.Running("made", "docs-a", TestClock.Origin + Hour)] : []),
            settle: false);
        var one = Decided.ShouldHaveSingleItem();
        while (Console.Journal.Current.Find(one.Id)!.IsActive)
        {
            await Console.RecordedPollAsync();
            await Console.Clock.PassAsync(TimeSpan.Zero, ScheduleRunner.Pulse);
        }

        await PassAsync(ScheduleRunner.Pulse);
        Decided.ShouldHaveSingleItem().State.ShouldBe(wasApplied ? OperationState.Succeeded : OperationState.Failed);
        Europe.Calls(Ask.Create).ShouldBe(0);
    }

    private Alarm? Alarm(AlarmKind kind) =>
        Console.Get<AlarmStore>().Current.Open.FirstOrDefault(open => open.Key.Kind == kind).Value;

    // Without a poll: the zone cannot be read.
    private async Task PulseAsync()
    {
        for (var round = 0; round < 3; round++)
            await Console.Clock.PassAsync(ScheduleRunner.Pulse);
        await Console.Clock.WaiterAsync(ScheduleRunner.Pulse, ScheduleRunner.Pulse);
    }
}
