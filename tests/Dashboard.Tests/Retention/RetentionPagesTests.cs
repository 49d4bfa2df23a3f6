using BackupDashboard.Journal;
using BackupDashboard.Retention;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Retention;

public sealed class RetentionPagesTests : PageTest
{
    [Fact]
    public async Task NewRule_ShowsWhatItWouldDelete_WhileItIsTyped_AndDeletesNothing()
    {
        Given();
        await OpenAsync("/retention");
        await Screen.ShowsAsync("There is no retention rule that you can view");
        await GoAsync("/retention/new");
        await Screen.ShowsAsync("Choose the knowledge boxes that it is about.");
        await Screen.TypeAsync("Name", "Docs");
        await Screen.OpenListAsync("Which backups");
        await Screen.ChooseAsync("All, whoever has made them");
        await Screen.TypeAsync("Slug pattern", "docs*");
        await Screen.ClickAsync("Add the pattern");
        await Screen.ShowsNotAsync("Choose the knowledge boxes that it is about.");
        await Screen.TypeAsync("Keep last", "2");
        await Screen.TypeAsync("Keep daily", "0");
        await Screen.TypeAsync("Keep weekly", "0");
        await Screen.TypeAsync("Keep monthly", "0");
        await Screen.ShowsAsync("keeps the last 2.");
        Screen.Text.ShouldContain("3 of 5 backups, in 1 of 1 knowledge box");
        Screen.Text.ShouldContain("Every box keeps at least 2.");
        await Screen.ClickAsync("Create the rule");

        await Screen.ShowsAsync("Preview only: this rule deletes nothing before someone arms it.");
        Console.Journal.Current.RetentionRules.ShouldHaveSingleItem().Retention!.IsArmed.ShouldBeFalse();
        Screen.Text.ShouldContain("What it would delete");
    }

    [Fact]
    public async Task Rule_IsArmedPausedDisarmedAndDeleted_OnItsPage()
    {
        Given();
        var rule = await GivenAsync();
        await Screen.ShowsAsync("It would delete 3 backups of europe at once");
        await Screen.ClickAsync("Arm…");
        Screen.DialogText.ShouldContain("From now on it deletes by itself what it does not keep.");
        await Screen.ClickAsync("Arm it, delete 3 backups");
        await Screen.ShowsAsync("What it deletes next");
        Console.Journal.Current.RetentionOf(rule.Id)!.Retention!.IsArmed.ShouldBeTrue();

        await Screen.ClickAsync("Pause…");
        await Screen.TypeAsync("Until the end of", "2026-03-09");
        await Screen.ClickAsync("Pause it");
        await Screen.ShowsAsync("Nothing is deleted before then.");
        await Screen.ClickAsync("Resume");
        await Screen.ShowsNotAsync("Nothing is deleted before then.");
        await Screen.ClickAsync("Back to preview");
        await Screen.ShowsAsync("Preview only");
        await Screen.ClickAsync("Delete…");
        await Screen.ClickAsync("Delete the rule");
        await Screen.ShowsAsync("There is no such retention rule");
    }

    [Fact]
    public async Task Preview_SaysWhyEachBackupStays_NowAndLater()
    {
        Given();
        await GivenAsync();
        await Screen.ShowsAsync("5 backups of docs now, of which 3 go.");
        Screen.Text.ShouldContain("February 2026");
        Screen.Text.ShouldContain("last 1");
        Screen.Text.ShouldContain("goes");
        await Screen.TypeAsync("On this day", "100");
        await Screen.ShowsAsync("About 2 backups of docs then");
    }

    [Fact]
    public async Task Backup_SaysWhichRuleKeepsIt_OnItsPage()
    {
        Given();
        var rule = await GivenAsync();
        await GoAsync("/zones/europe/backups/b1");
        await Screen.ShowsAsync("last 1 (preview only)");
        await GoAsync("/zones/europe/backups/b5");
        await Screen.ShowsAsync("goes (preview only)");
        await Console.Get<RetentionCommands>().DeleteAsync(A.Person(A.Operator), rule.Id, RunningConsole.Cancellation);
        await Screen.ShowsAsync("No rule that you can view is about it: it stays until someone deletes it.");
    }

    [Fact]
    public async Task Auditor_SeesRules_AndChangesNone()
    {
        Given();
        var rule = await GivenAsync(A.Auditor);
        Screen.HasButton("Arm…").ShouldBeFalse();
        await GoAsync($"/retention/{rule.Id}/edit");
        await Screen.ShowsAsync("There is no such retention rule that you may change");
        await GoAsync("/retention/new");
        await Screen.ShowsAsync("You may not make retention rules");
        await GoAsync("/retention");
        await Screen.ShowsAsync("3 backups in 1 knowledge box");
    }

    [Fact]
    public async Task RuleThatIsOff_IsSaidOnTheOverview()
    {
        Given();
        var rule = await GivenAsync();
        var commands = Console.Get<RetentionCommands>();
        var hash = Console.Get<RetentionPlanner>().Plans[rule.Id].Hash;
        await commands.ArmAsync(A.Person(A.Operator), rule.Id, hash, RunningConsole.Cancellation);
        await commands.PauseAsync(A.Person(A.Operator), rule.Id, Clock.GetUtcNow().AddDays(2), RunningConsole.Cancellation);
        await GoAsync("/");
        await Screen.ShowsAsync("Retention rule Standard: paused.");
    }

    private void Given() => Europe.With(A.Box("docs"))
        .With([.. Enumerable.Range(1, 5).Select(day => A.Backup($"b{day}", "docs", TestClock.Origin.AddDays(-2 * day)))]);

    // The page of a rule of the operators.
    private async Task<RetentionRule> GivenAsync(string role = A.Operator)
    {
        SignIn(role);
        await OpenAsync("/access");
        var rule = RetentionTest.OfDocs();
        var set = await Console.Get<RetentionCommands>().SetAsync(A.Person(A.Operator), rule, null, RunningConsole.Cancellation);
        set.Problem.ShouldBeNull();
        await GoAsync($"/retention/{rule.Id}");
        await Screen.ShowsAsync("One box, now and later");
        return rule;
    }
}
