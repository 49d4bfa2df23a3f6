using BackupDashboard.Alarms;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Alarms;

public sealed class AlarmsPageTests : PageTest
{
    private AlarmStore Book => Console.Get<AlarmStore>();

    private Acknowledgements Acknowledgements => Console.Get<Acknowledgements>();

    [Fact]
    public async Task NoAlarms_PageAndBell_SaySo()
    {
        await OpenAsync("/alarms");
        await Screen.ShowsAsync("There are no alarms");
        Screen.HasLink("Alarms: none to acknowledge").ShouldBeTrue();
        Screen.HasButton("Acknowledge all shown").ShouldBeFalse();
    }

    [Fact]
    public async Task Alarm_Raised_RingsTheBellOnEveryPage()
    {
        await OpenAsync("/not-found");
        await RaiseAsync("b1");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: 1 to acknowledge"));
        await RaiseAsync("b2");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: 2 to acknowledge"));
        await Screen.UntilAsync(() => BadgeText == "2");
        Screen.Link("Alarms: 2 to acknowledge").GetAttribute("href").ShouldBe("/alarms");
    }

    [Fact]
    public async Task Alarm_Listed_SaysWhatWhereSinceAndState()
    {
        await OpenAsync("/alarms");
        await RaiseAsync("b1");
        await Screen.ShowsAsync("About b1.");
        Screen.Row("About b1.").ShouldBe("Backup vanished About b1. europe 2 Mar 2026, 10:00:00 Event Acknowledge");
        await RaiseAsync("", AlarmKind.TokenExpiring, zone: "");
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
        Screen.Row("Token expires").ShouldContain("account 2 Mar 2026, 10:00:00 Active");
        await Book.EndAsync(new AlarmKey(AlarmKind.TokenExpiring, "", ""), RunningConsole.Cancellation);
        await Screen.ShowsAsync("Resolved since 2 Mar 2026, 10:00:00");
    }

    [Fact]
    public async Task Acknowledged_OneThatLasts_MovesToTheKnownAndThenToTheLately()
    {
        await OpenAsync("/alarms");
        await RaiseAsync("b1", AlarmKind.BackupStalled);
        await Screen.UntilAsync(() => Screen.HasButton("Acknowledge: About b1."));
        await Screen.ClickAsync("Acknowledge: About b1.");
        await Screen.ShowsAsync("Acknowledged, still active");
        Screen.Row("About b1.").ShouldEndWith("Active Ada Operator, 2 Mar 2026, 10:00:00");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: none to acknowledge"));

        await Book.EndAsync(new AlarmKey(AlarmKind.BackupStalled, "europe", "b1"), RunningConsole.Cancellation);
        await Screen.ShowsAsync("Recently acknowledged");
        Screen.Text.ShouldContain("There are no alarms");
        Screen.Text.ShouldNotContain("Acknowledged, still active");
    }

    [Fact]
    public async Task AcknowledgeAll_Clicked_LeavesWhatWasNotShown()
    {
        await OpenAsync("/alarms");
        await RaiseManyAsync(AlarmKind.BackupVanished);
        await Screen.ShowsAsync("and 3 older ones");
        await Screen.UntilAsync(() => BadgeText == "99+");
        await Screen.ClickAsync("Acknowledge all shown");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: 3 to acknowledge"));
        await Screen.ShowsNotAsync("older ones");
    }

    [Fact]
    public async Task ManyThatLast_Acknowledged_AreCut()
    {
        await OpenAsync("/alarms");
        await RaiseManyAsync(AlarmKind.BackupStalled);
        await Screen.ShowsAsync("and 3 older ones, shown as these are acknowledged");
        await Screen.ClickAsync("Acknowledge all shown");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: 3 to acknowledge"));
        await Screen.ClickAsync("Acknowledge all shown");
        await Screen.UntilAsync(() => Screen.HasLink("Alarms: none to acknowledge"));
        await Screen.ShowsAsync("and 3 older ones");
        Screen.Rows.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Auditor_Page_ShowsWhyNothingCanBeAcknowledged()
    {
        SignIn(A.Auditor);
        await OpenAsync("/alarms");
        await RaiseAsync("b1");
        await Screen.ShowsAsync("About b1.");
        foreach (var button in new[] { "Acknowledge: About b1.", "Acknowledge all shown" })
        {
            Screen.IsDisabled(button).ShouldBeTrue();
            Screen.Reason(button).ShouldBe(Acknowledgements.MissingRight);
            Screen.Button(button).GetAttribute("aria-description").ShouldBe(Acknowledgements.MissingRight);
        }
    }

    [Fact]
    public async Task Overview_WithAlarms_ShowsTheNewestFive()
    {
        await OpenAsync("/");
        await Screen.ShowsAsync("Reachable");
        Screen.Text.ShouldNotContain("to acknowledge");
        for (var number = 1; number <= 7; number++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await RaiseAsync($"b{number}");
        }

        await Screen.ShowsAsync("7 alarms to acknowledge");
        var strip = Screen.Region("Alarms");
        strip.ShouldContain("About b7.");
        strip.ShouldContain("About b3.");
        strip.ShouldNotContain("About b2.");
        Screen.Link("See these and 2 more").GetAttribute("href").ShouldBe("/alarms");

        await Acknowledgements.AcknowledgeAsync(
            A.Person(A.Operator), [.. Book.Current.Unacknowledged.Select(alarm => alarm.Id)], RunningConsole.Cancellation);
        await Screen.ShowsNotAsync("alarms to acknowledge");
    }

    [Fact]
    public async Task Menu_LeadsToTheAlarms()
    {
        await OpenAsync("/");
        Screen.Link("Alarms").GetAttribute("href").ShouldBe("/alarms");
    }

    /// <summary>The bell draws itself: it may be later than the page.</summary>
    private string? BadgeText => Screen.All(".mud-badge").SingleOrDefault()?.TextContent.Trim();

    /// <summary>Three more than are shown.</summary>
    private Task RaiseManyAsync(AlarmKind kind) => Book.RaiseAsync(
        [.. Enumerable.Range(1, 103).Select(number => new AlarmNews(new AlarmKey(kind, "europe", $"b{number}"), $"About b{number}."))],
        RunningConsole.Cancellation);

    private Task RaiseAsync(string backup, AlarmKind kind = AlarmKind.BackupVanished, string zone = "europe") =>
        Book.RaiseAsync(new AlarmKey(kind, zone, backup), $"About {backup}.", RunningConsole.Cancellation);
}
