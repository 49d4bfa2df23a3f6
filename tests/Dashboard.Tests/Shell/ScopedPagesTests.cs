using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace BackupDashboard.Tests.Shell;

/// <summary>The console as a team's people have it: what is not theirs is on no page, in no total and in no choice.</summary>
public sealed class ScopedPagesTests : PageTest
{
    public ScopedPagesTests()
    {
        Europe.With(A.Box("docs-a"), A.Box("docs-new"), A.Box("legal"), A.Box("hr"))
            .With(A.Backup("d1", "docs-a"), A.Backup("x1", "legal"), A.Backup("x2", "gone"));
        Nuclia.AddZone("america").With(A.Box("legal-us")).With(A.Backup("u1", "legal-us"));
        SignIn(A.Docs);
    }

    [Fact]
    public async Task Overview_CountsTheirs()
    {
        await OpenAsync("/");
        await Screen.UntilAsync(() => Screen.Region("Zone europe").Contains("As of", StringComparison.Ordinal));
        Screen.Region("Zone europe").ShouldContain("Backups 1 In progress");
        Screen.Region("Zone europe").ShouldContain("Knowledge boxes without any backup: 1");
        Screen.Region("Zone europe").ShouldNotContain("whose box is gone");
        Screen.Text.ShouldNotContain("knowledge boxes in use");
        Screen.Text.ShouldNotContain("legal");
    }

    [Fact]
    public async Task SettingsThatChange_CountInPagesThatAreOpen()
    {
        await OpenAsync("/");
        await Screen.UntilAsync(() => Screen.Region("Zone europe").Contains("As of", StringComparison.Ordinal));
        var settings = (IConfigurationRoot)Console.Get<IConfiguration>();
        settings["Access:Teams:3:Boxes:0"] = "none-*";
        settings.Reload();
        await Screen.UntilAsync(() => Screen.Region("Zone europe").Contains("Backups 0 In progress", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Limits:CommandsPerMinute", "61")]
    [InlineData("Access:Teams:4:RestorePrefix", "elsewhere-")]
    public async Task SettingsThatChange_ForOthers_LeaveAPageAndItsDialogAsTheyAre(string key, string value)
    {
        await OpenAsync("/zones/europe");
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        var settings = (IConfigurationRoot)Console.Get<IConfiguration>();
        settings[key] = value;
        settings.Reload();
        await Renderer.Dispatcher.InvokeAsync(() => { });
        Screen.Text.ShouldNotContain("drawn anew");
        Screen.Dialog.ShouldNotBeNull();
    }

    [Fact]
    public async Task Grid_HasTheirs_AndSearchFindsNothingElse()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.Row("docs-a").ShouldContain("docs-a");
        await GoAsync("/zones/europe?q=legal");
        await Screen.ShowsAsync("No backup matches these filters.");
    }

    [Fact]
    public async Task Rows_OfThoseWhoMayDeleteNothing_HaveNothingToTick()
    {
        SignIn(A.Auditor);
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        Screen.All("input[type=checkbox], .row-select").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_OfWhomMayDeleteSome_HaveSomethingToTickThere()
    {
        SignIn(A.Docs, A.Auditor);
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
        Screen.All("tbody input[type=checkbox]").ShouldHaveSingleItem().GetAttribute("aria-label")!.ShouldStartWith("Select docs-a");
        await Screen.TickAsync("Select every backup on this page");
        await Screen.ShowsAsync("1 selected");
        Screen.IsTicked("Select every backup on this page").ShouldBeTrue();
    }

    /// <summary>A title shows on hovering alone.</summary>
    [Fact]
    public async Task ButtonWithoutItsRight_SaysSoToThoseWhoDoNotHover()
    {
        SignIn(A.Auditor);
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 0);
        foreach (var name in new[] { "Delete docs-a", "Restore docs-a" })
            Screen.All($"button[aria-label^='{name}']")[0].GetAttribute("aria-description")
                .ShouldBe($"You do not have the right '{name.Split(' ')[0]}'");
        Screen.Button("Start a backup").GetAttribute("aria-description").ShouldBe("You do not have the right 'Backup'");
    }

    [Fact]
    public async Task StartDialog_OffersTheirBoxes()
    {
        await OpenAsync("/zones/europe");
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.OpenListAsync("Knowledge box");
        await Screen.UntilAsync(() => Screen.Options.Count > 0);
        Screen.Options.ShouldAllBe(option => option.Contains("docs-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/zones/europe/restore/x1", "/zones/europe/restore/guessed", "This backup no longer exists in europe, or never did")]
    [InlineData("/zones/europe/boxes/kb-legal", "/zones/europe/boxes/guessed", "There is no such knowledge box")]
    [InlineData("/zones/america", "/zones/atlantis", "There is no zone 'america'")]
    public async Task ForeignAddress_Opened_ShowsWhatAWrongOneShows(string foreign, string wrong, string words)
    {
        SignIn(A.Person("Both", foreign.Contains("america", StringComparison.Ordinal) ? [A.Support] : [A.Docs], []));
        await OpenAsync(foreign);
        await Screen.ShowsAsync(words);
        var shown = Main;
        await GoAsync(wrong);
        await Screen.UntilAsync(() => !Main.Contains("america", StringComparison.Ordinal));
        Main.ShouldBe(shown.Replace("america", "atlantis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ForeignOperation_Opened_ShowsWhatAWrongOneShows()
    {
        await OpenAsync("/activity");
        var foreign = (
            await Console.Operations.StartAsync(A.Person("Olga", [A.Operator], []), "europe", "kb-legal", false,
                RunningConsole.Cancellation)).Operation!;
        await Console.OperationAsync(foreign.Id, operation => !operation.IsActive);
        await Screen.ShowsAsync("Nothing has been requested yet.");
        await GoAsync($"/activity/{foreign.Id}");
        await Screen.ShowsAsync("There is no such operation");
        await GoAsync($"/zones/europe/restore/d1?operation={foreign.Id}");
        await Screen.ShowsAsync("Restore not found");
    }

    [Fact]
    public async Task Activity_ListsTheirs_AndLeavesTheAuditToThoseWhoSeeEverything()
    {
        await OpenAsync("/activity");
        await AskAsync("kb-legal");
        await AskAsync("kb-docs-a");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        Screen.Rows[0].ShouldContain("docs-a");
        Screen.HasButton("Verify the journal").ShouldBeFalse();
    }

    [Fact]
    public async Task ZonePage_TellsOfTheirOperationsAlone()
    {
        await OpenAsync("/zones/europe");
        await AskAsync("kb-legal");
        await AskAsync("kb-docs-new");
        await Screen.ShowsAsync("docs-new");
        Screen.Text.ShouldNotContain("legal");
    }

    [Fact]
    public async Task Buttons_OfARightTheyLackThere_SayWhich()
    {
        Europe.With(A.Backup("s1", "support-a"));
        SignIn(A.Person("Both", [A.Docs, A.Support], []));
        await OpenAsync("/zones/europe?box=support-a");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        var delete = Screen.All("button[aria-label^='Delete']").Single();
        delete.GetAttribute("aria-disabled").ShouldBe("true");
        delete.Closest("[title]")!.GetAttribute("title").ShouldBe("Your right 'Delete' does not cover 'support-a'");
    }

    [Fact]
    public async Task Wizard_ProposesTheTeamsPrefix_AndSaysItIsNeeded()
    {
        await OpenAsync("/zones/europe/restore/d1");
        await Screen.UntilAsync(() => Screen.HasButton("Next: name the new box") && !Screen.IsDisabled("Next: name the new box"));
        await Screen.ClickAsync("Next: name the new box");
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
        Screen.Value("Slug").ShouldBe("docs-a-restored");
        await Screen.TypeAsync("Slug", "copy");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Screen.ShowsAsync("The slug of this restore has to begin with 'docs-'.");
        await Screen.ClickAsync("Use docs-copy");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Screen.UntilAsync(() => !Screen.IsDisabled("Next: review"));
    }

    [Fact]
    public async Task Access_SaysWhatWhyAndWhomToAsk()
    {
        Console.Set("Access:Contact", "the platform team");
        await OpenAsync("/access");
        var team = Screen.Region("Team Docs");
        team.ShouldContain("Team.Docs");
        team.ShouldContain("every zone");
        team.ShouldContain("docs-*");
        team.ShouldContain("Restore: restore backups into new knowledge boxes");
        team.ShouldNotContain("Administer");
        Screen.Text.ShouldContain(
            "You may not see and do everything, everywhere. These teams may: Administrators (BackupDashboard.Administrator).");
        Screen.Text.ShouldContain("For more, ask the platform team.");
        Screen.Text.ShouldNotContain("support-*");
    }

    [Fact]
    public async Task RolesChange_WhileThePageIsOpen_WhatWasShownGoes()
    {
        Europe.With(A.Backup("s1", "support-a"));
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null);

        await ChangeRolesAsync(A.Support);
        await Screen.UntilAsync(() => Screen.Rows is [var row] && row.Contains("support-a", StringComparison.Ordinal));
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Screen.Text.ShouldNotContain("docs-a");
        Screen.IsDisabled("Start a backup").ShouldBeTrue();

        await ChangeRolesAsync();
        await Screen.ShowsAsync("You are signed in, but may not see backups");
        Screen.Text.ShouldNotContain("support-a");
    }

    private string Main => Screen.All("main").Single().TextContent;

    private async Task AskAsync(string box)
    {
        var result = await Console.Operations.StartAsync(
            A.Person("Olga", [A.Operator], []), "europe", box, false, RunningConsole.Cancellation);
        await Console.EndedAsync(result);
    }
}
