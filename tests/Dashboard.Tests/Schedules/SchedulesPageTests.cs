using BackupDashboard.Journal;
using BackupDashboard.Schedules;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Schedules;

public sealed class SchedulesPageTests : PageTest
{
    [Fact]
    public async Task NewSchedule_IsSaidAsASentenceWhileItIsTyped_AndShown()
    {
        Europe.With(A.Box("docs-a"), A.Box("docs-b"), A.Box("legal"));
        await OpenAsync("/schedules");
        await Screen.ShowsAsync("There is no schedule that you can view");
        await GoAsync("/schedules/new");
        await Screen.ShowsAsync("Give it a name.");
        await Screen.TypeAsync("Name", "Docs, nightly");
        await Screen.ShowsAsync("Choose the knowledge boxes that it backs up.");
        await Screen.TypeAsync("Slug pattern", "docs-*");
        await Screen.ShowsAsync("Matches 2 knowledge boxes now");
        await Screen.ClickAsync("Add the pattern");
        await Screen.ShowsAsync(
            "Backs up docs-* in every zone every day at 02:00 (Europe/Amsterdam), started within 4 hours and spread over 1 hour.");
        Screen.Text.ShouldContain("It will make 60 backups in 30 days; how large they will be is not known");
        Screen.Text.ShouldContain("Tue 3 Mar 2026, 02:00");
        await Screen.ClickAsync("Create the schedule");

        await Screen.UntilAsync(() => Address.StartsWith("/schedules/0", StringComparison.Ordinal));
        await Screen.ShowsAsync("Created by Ada Operator. It belongs to Operators.");
        Screen.Text.ShouldContain("0 of 2 knowledge boxes that it covers are within their goals.");
        var rule = Console.Journal.Current.Schedules.ShouldHaveSingleItem();
        rule.Schedule!.Cron.ShouldBe("0 2 * * *");
        rule.Schedule.Team.ShouldBe("Operators");

        await GoAsync("/schedules");
        await Screen.ShowsAsync("Docs, nightly");
        Screen.Text.ShouldContain("not yet");
    }

    [Fact]
    public async Task WhatIsTypedWrong_IsRefusedInWords_AndNothingIsLost()
    {
        Europe.With(A.Box("docs-a"));
        await OpenAsync("/schedules/new?box=europe/kb-docs-a");
        await Screen.UntilAsync(() => Screen.Value("Name") == "docs-a, daily");
        await Screen.TypeAsync("Time zone, as in Europe/Paris", "Mars/Olympus");
        await Screen.ShowsAsync("'Mars/Olympus' is not a known time zone.");
        await Screen.ClickAsync("Create the schedule");
        await Screen.ShowsAsync("'Mars/Olympus' is not a known time zone. Example: Europe/Paris. Nothing was changed.");
        Screen.Value("Name").ShouldBe("docs-a, daily");
        Console.Journal.Current.Schedules.ShouldBeEmpty();
    }

    [Fact]
    public async Task Schedule_IsPausedResumedSkippedAndDeleted_OnItsPage()
    {
        Europe.With(A.Box("docs-a"));
        var schedule = await GivenAsync();
        await Screen.ClickAsync("Set a goal for its boxes…");
        Screen.DialogText.ShouldContain("Set a goal for docs-*");
        await Screen.ClickAsync("Set the goal");
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Console.Journal.Current.InForce.ShouldContain(rule => rule.Kind == OperationKind.SetGoal && rule.KnowledgeBoxSlug == "docs-*");
        await Screen.ClickAsync("Pause…");
        await Screen.TypeAsync("Until the end of", "2026-03-09");
        await Screen.ClickAsync("Pause it");
        await Screen.ShowsAsync("Paused until 10 Mar 2026");
        await Screen.ClickAsync("Resume");
        await Screen.UntilAsync(() => !Screen.Text.Contains("Paused until", StringComparison.Ordinal));
        await Screen.ClickAsync("Skip the run of Mon 2 Mar 2026, 11:00");
        await Screen.ShowsAsync("(will be skipped)");
        await Screen.ClickAsync("Do not skip the run of Mon 2 Mar 2026, 11:00");
        await Screen.UntilAsync(() => !Screen.Text.Contains("(will be skipped)", StringComparison.Ordinal));
        await Screen.ClickAsync("Delete…");
        Screen.DialogText.ShouldContain("Every backup that it made stays.");
        await Screen.ClickAsync("Delete the schedule");
        await Screen.ShowsAsync("There is no such schedule");
        Console.Journal.Current.ScheduleOf(schedule.Id).ShouldBeNull();
    }

    [Fact]
    public async Task Change_OpensWithWhatIsThere_AndIsRefusedIfSomeoneElseWasQuicker()
    {
        Europe.With(A.Box("docs-a"));
        var schedule = await GivenAsync();
        await GoAsync($"/schedules/{schedule.Id}/edit");
        await Screen.UntilAsync(() => Screen.Value("Name") == "Docs");
        Screen.Value("Minute of the hour").ShouldBe("0");
        await Console.Get<ScheduleCommands>().PauseAsync(
            A.Person(A.Operator), schedule.Id, Clock.GetUtcNow().AddDays(1), RunningConsole.Cancellation);
        await Screen.TypeAsync("Name", "Docs, hourly");
        await Screen.ClickAsync("Save the changes");
        await Screen.ShowsAsync("Someone else has changed this schedule since you opened it.");
        Screen.Value("Name").ShouldBe("Docs, hourly");
    }

    [Fact]
    public async Task WhatCameOfIt_IsAStripAndAList_ThatOpensToTheBoxes()
    {
        Europe.With(A.Box("docs-a"), A.Box("docs-b")).With(A.Running("b1", "docs-a", TestClock.Origin.AddMinutes(-1)));
        await SkippedTimeAsync();
        await Screen.ShowsAsync("2 knowledge boxes: 2 skipped");
        await Screen.ClickAsync("Mon 2 Mar 2026, 11:00: 2 knowledge boxes: 2 skipped");
        await Screen.ShowsAsync("This one time was to be skipped.");
    }

    [Fact]
    public async Task ManyBoxesOfOneTime_AreCut()
    {
        Europe.With([.. Enumerable.Range(0, 103).Select(number => A.Box($"docs-{number}"))]);
        await SkippedTimeAsync();
        await Screen.ShowsAsync("103 knowledge boxes: 103 skipped");
        await Screen.ClickAsync("Mon 2 Mar 2026, 11:00: 103 knowledge boxes: 103 skipped");
        await Screen.ShowsAsync("and 3 more");
    }

    [Fact]
    public async Task PatternThatBeginsToMatchABox_SaysWhichOne()
    {
        Europe.With(A.Box("docs-a"));
        await GivenAsync();
        await GoAsync("/access");

        // What the recorder sees first may have been there for long.
        await Console.RecordedPollAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Europe.With(A.Box("docs-new"));

        // It is told before it is written: the second one is told after that.
        await Console.RecordedPollAsync();
        await Console.RecordedPollAsync();
        await GoAsync($"/schedules/{Console.Journal.Current.Schedules.Single().Schedule!.Id}");
        await Screen.ShowsAsync("2 knowledge boxes now.");
        await Screen.ShowsAsync("1 knowledge box came since the schedule was last changed: docs-new.");
    }

    [Fact]
    public async Task Auditor_SeesSchedules_AndChangesNone()
    {
        Europe.With(A.Box("docs-a"));
        var schedule = await GivenAsync(A.Auditor);
        Screen.HasButton("Pause…").ShouldBeFalse();
        Screen.Text.ShouldContain("Backs up docs-* in every zone every hour at :00 (UTC)");
        await GoAsync($"/schedules/{schedule.Id}/edit");
        await Screen.ShowsAsync("There is no such schedule that you may change");
        await GoAsync("/schedules/new");
        await Screen.ShowsAsync("You may not make schedules");
    }

    // The page of an hourly schedule of the operators.
    private async Task<Schedule> GivenAsync(string role = A.Operator)
    {
        SignIn(role);
        await OpenAsync("/access");
        var schedule = SchedulesTest.OfDocs();
        (await Console.Get<ScheduleCommands>().SetAsync(A.Person(A.Operator), schedule, null, RunningConsole.Cancellation)).Problem
            .ShouldBeNull();
        await GoAsync($"/schedules/{schedule.Id}");
        await Screen.ShowsAsync("Created by Ada Operator.");
        return schedule;
    }

    /// <summary>The next time of the schedule comes, and was to be skipped.</summary>
    private async Task SkippedTimeAsync()
    {
        var schedule = await GivenAsync();
        await Console.Get<ScheduleCommands>().SkipAsync(
            A.Person(A.Operator), schedule.Id, TestClock.Origin.AddHours(1), RunningConsole.Cancellation);
        Clock.Advance(TimeSpan.FromHours(1));
        await Clock.PassAsync(ScheduleRunner.Pulse);
    }
}
