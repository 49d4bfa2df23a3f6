using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Coverage;

public sealed class GoalsPageTests : PageTest
{
    [Fact]
    public async Task GoalForAPattern_IsSetByADialog_ThatSaysWhatItMatches_AndIsRemoved()
    {
        Europe.With(A.Box("docs-a"), A.Box("docs-b"), A.Box("legal"));
        await OpenAsync("/goals");
        await Screen.ShowsAsync("None that you can view.");
        Screen.Text.ShouldContain("no older than 1 day: the default of this dashboard");
        await Screen.ClickAsync("Set a goal for a pattern");
        await Screen.TypeAsync("Slug pattern", "docs-*");
        await Screen.ShowsAsync("Matches 2 knowledge boxes now: docs-a, docs-b");
        await Screen.TypeAsync("Hours", "36");
        await Screen.ShowsAsync("The newest good backup has to be no older than 1 day, 12 hours.");
        await Screen.ClickAsync("Set the goal");

        await Screen.ShowsAsync("docs-* in every zone");
        Screen.Text.ShouldContain("no older than 1 day, 12 hours");
        await Screen.ClickAsync("Remove the goal of docs-* in every zone");
        await Screen.ShowsAsync("None that you can view.");
        Console.Journal.Current.Operations.Values.Select(operation => operation.Kind)
            .ShouldBe([OperationKind.SetGoal, OperationKind.ClearGoal], ignoreOrder: true);
    }

    [Fact]
    public async Task Deadline_IsSaidAsASentence_AndABadTimeZoneInWords()
    {
        await OpenAsync("/goals");
        await Screen.ClickAsync("Set a goal for a pattern");
        await Screen.TypeAsync("Slug pattern", "*");
        await Screen.OpenListAsync("Kind of goal");
        await Screen.ChooseAsync("By a time of the day");
        await Screen.OpenListAsync("On");
        await Screen.ChooseAsync("Monday to Friday");
        await Screen.TypeAsync("Time zone, as in Europe/Paris", "Mars/Olympus");
        await Screen.ShowsAsync("'Mars/Olympus' is not a known time zone.");
        await Screen.TypeAsync("Time zone, as in Europe/Paris", "Europe/Paris");
        await Screen.ShowsAsync("A new backup has to be there by 07:00 from Monday to Friday (Europe/Paris).");
        await Screen.ClickAsync("Set the goal");
        await Screen.ShowsAsync("* in every zone");
        Console.Journal.Current.InForce.ShouldHaveSingleItem().Goal.ShouldBe(new Goal(null, "0 7 * * 1-5", "Europe/Paris"));
    }

    [Fact]
    public async Task PatternBeyondTheTeam_IsRefusedInTheDialog()
    {
        SignIn(A.Docs);
        Europe.With(A.Box("docs-a"));
        await OpenAsync("/goals");
        await Screen.ClickAsync("Exempt a pattern");
        await Screen.TypeAsync("Slug pattern", "*");
        await Screen.TypeAsync("Why it needs no backup", "A copy");
        await Screen.ClickAsync("Exempt");
        await Screen.ShowsAsync("Your right 'Plan' does not cover every knowledge box that '*' may match. Nothing was changed.");
        Console.Journal.Current.InForce.ShouldBeEmpty();
    }

    [Fact]
    public async Task BoxesThatAreTicked_AreExemptedTogether_AndNoLongerLate()
    {
        Europe.With(A.Box("late"), A.Box("unsaved"), A.Box("other"));
        await OpenAsync("/boxes");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        await Screen.TickAsync("Select late in europe");
        await Screen.TickAsync("Select unsaved in europe");
        await Screen.ClickAsync("Exempt…");
        Screen.DialogText.ShouldContain("Exempt 2 knowledge boxes");
        await Screen.TypeAsync("Why it needs no backup", "Copies of others");
        await Screen.ClickAsync("Exempt");
        await Screen.ShowsAsync("Exempt 2");
        Screen.Text.ShouldContain("0 of 1 knowledge box is within its goal. 1 has no backup.");
        Screen.Row("The late").ShouldContain("until Tue 10 Mar 2026");
        Screen.Text.ShouldContain("Tick those that you want to back up now.");
    }

    [Fact]
    public async Task Auditor_SeesTheRules_AndChangesNothing()
    {
        Europe.With(A.Box());
        SignIn(A.Auditor);
        await OpenAsync("/goals");
        await Console.Get<Goals>().SetAsync(
            A.Person(A.Operator), [new("europe", "kb-handbook", "handbook")], new(TimeSpan.FromHours(6)), RunningConsole.Cancellation);
        await Screen.ShowsAsync("handbook in europe");
        Screen.HasButton("Set a goal for a pattern").ShouldBeFalse();
        Screen.IsDisabled("Remove the goal of handbook in europe").ShouldBeTrue();
        Screen.Reason("Remove the goal of handbook in europe").ShouldBe("You do not have the right 'Plan'");
    }

    [Fact]
    public async Task BoxesThatAreGone_AreListedApart()
    {
        Europe.With(A.Box()).With(A.Backup(), A.Backup("old", "former"), A.Backup("older", "former", TestClock.Origin.AddDays(-9)));
        await OpenAsync("/boxes");
        await Screen.ShowsAsync("1 knowledge box that no longer exists, with backups that are still there");
        Screen.Text.ShouldContain("in europe: 2 backups, the newest from 1 Mar 2026");
    }

    [Fact]
    public async Task ManyBoxesThatAreGone_AreListedInPages()
    {
        Europe.With(A.Box()).With([.. Enumerable.Range(10, 30).Select(number => A.Backup($"b{number}", $"former-{number}"))]);
        await OpenAsync("/boxes");
        await Screen.ShowsAsync("30 knowledge boxes that no longer exist");
        Screen.Text.ShouldContain("former-34");
        Screen.Text.ShouldNotContain("former-35");

        await Screen.DoAsync(() => Screen.All(".gone-boxes button[aria-label='Next page']").Single().ClickAsync());
        await Screen.ShowsAsync("former-35");
        Screen.Text.ShouldNotContain("former-34");
    }
}
