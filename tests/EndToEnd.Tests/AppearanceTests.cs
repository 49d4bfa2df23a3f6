using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Every page, once in each theme, under axe: no violation, and no exception to that.</summary>
[Collection(Lane.Appearance)]
public sealed class AppearanceTests(WorldOfItsOwn world) : AxeTest(world), IClassFixture<WorldOfItsOwn>
{
    protected override BrowserNewContextOptions Options => new() { ViewportSize = new() { Width = 1440, Height = 900 } };

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Overview_UnderAxe_HasNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Card(Europe)).ToContainTextAsync("Reachable");
        await CheckAsync("overview");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Choose the theme" }).ClickAsync();
        await CheckAsync("theme menu");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as" }).ClickAsync();
        await CheckAsync("user panel");
        await Page.GotoAsync("/boxes");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Back up" }).First).ToBeVisibleAsync();
        await CheckAsync("boxes");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Back up" }).First.ClickAsync();
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        await CheckAsync("start several");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Alarms_UnderAxe_HaveNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, "/alarms");
        await Cloud.SeedBoxAsync(Sydney);
        var alarm = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Backup started elsewhere" });
        await Expect(alarm.First).ToBeVisibleAsync();
        await CheckAsync("alarms");
        await Page.GotoAsync("/");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Alarms" })).ToBeVisibleAsync();
        await CheckAsync("overview with alarms");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Schedules_UnderAxe_HaveNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, "/schedules/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Under axe, {scheme}");
        await Page.GetByLabel("Slug pattern").FillAsync("legal-*");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add the pattern" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it will do" })).ToContainTextAsync("legal-contracts");
        await CheckAsync("new schedule");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create the schedule" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Next runs" })).ToBeVisibleAsync();
        await CheckAsync("schedule");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Pause…" }).ClickAsync();
        await Expect(Zone.DialogButton("Pause it")).ToBeVisibleAsync();
        await CheckAsync("pause dialog");
        await Zone.DialogButton("Pause it").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Page.GotoAsync("/schedules");
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Schedules" })).ToBeVisibleAsync();
        await CheckAsync("schedules");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Retention_UnderAxe_HasNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, "/retention/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Under axe, {scheme}");
        await Page.ChooseAsync("Which backups", "All, whoever has made them");
        await Page.GetByLabel("Slug pattern").FillAsync("legal-*");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add the pattern" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it would do" })).ToContainTextAsync("kept as last");
        await CheckAsync("new retention rule");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create the rule" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "One box, now and later" })).ToBeVisibleAsync();
        await CheckAsync("retention rule");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Arm…" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("From now on it deletes by itself");
        await CheckAsync("arm dialog");
        await Zone.DialogButton("Cancel").ClickAsync();
        await Page.GotoAsync("/retention");
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Retention rules" })).ToBeVisibleAsync();
        await CheckAsync("retention");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Notifications_UnderAxe_HaveNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Administrator, "/notifications/channels/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Under axe, {scheme}");
        await Page.GetByLabel("To", new() { Exact = true }).FillAsync("ops@example.com");
        await Page.GetByLabel("From", new() { Exact = true }).FillAsync("backups@example.com");
        await Page.GetByLabel("Mail server").FillAsync("localhost");
        await CheckAsync("new channel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create the channel" }).ClickAsync();
        var test = Page.GetByRole(AriaRole.Button, new() { Name = $"Test Under axe, {scheme}" });

        // The heading of a page that someone comes to takes the focus, and a key that is pressed just before would be lost.
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Notifications", Exact = true })).ToBeFocusedAsync();
        await test.PressAsync("Enter");
        await Expect(Page.GetByText("Not delivered: ").First).ToBeVisibleAsync();

        // It was disabled meanwhile, which takes the focus away.
        await Expect(test).ToBeFocusedAsync();
        await CheckAsync("notifications");
        await Page.GotoAsync($"/notifications/received/{Guid.NewGuid()}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "I got this" }).PressAsync("Enter");
        await Expect(Page.GetByText("This message is too old")).ToBeVisibleAsync();
        await CheckAsync("received");
        await Page.GotoAsync("/notifications");
        await Page.GetByRole(AriaRole.Link, new() { Name = "New route" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "What it would do" })).ToContainTextAsync("Give it a name.");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nights");
        await Page.GetByLabel("Only at certain hours").CheckAsync();
        await CheckAsync("new route");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task ZoneAndItsDialogs_UnderAxe_HaveNoSeriousViolation(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, ZonePage.Of(Europe, "support-tickets"));
        await Expect(Zone.Row("Stalled?")).ToHaveCountAsync(1);
        await CheckAsync("zone");
        await ZonePage.More(Zone.Rows.First).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await CheckAsync("menu of a row");
        await Page.Keyboard.PressAsync("Escape");

        await Zone.StartButton.ClickAsync();
        await Expect(Zone.DialogButton("Start the backup")).ToBeVisibleAsync();
        await Zone.Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" }).FillAsync("support");
        await Expect(Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await CheckAsync("start dialog with its choices");
        await Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await Expect(Zone.Dialog).ToContainTextAsync("Last backup of");
        await CheckAsync("start dialog");
        await Zone.DialogButton("Cancel").ClickAsync();
        await Expect(Zone.Dialog).ToBeHiddenAsync();

        await ZonePage.Delete(Zone.Row("Completed").First).ClickAsync();
        await Expect(Zone.DialogButton("Delete the backup")).ToBeVisibleAsync();
        await CheckAsync("delete dialog");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task WizardAndGoodbye_UnderAxe_HaveNoSeriousViolation(ColorScheme scheme)
    {
        var box = await Cloud.SeedBoxAsync(Sydney);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, RestorePage.Of(Sydney, (await Cloud.BackupsAsync(Sydney, box)).Single().Id));
        await Expect(Restore.ToName).ToBeEnabledAsync();
        await CheckAsync("backup step");

        await Restore.ToName.ClickAsync();
        await Restore.Slug.FillAsync("docs-handbook");
        await Expect(Restore.Use("docs-handbook-2")).ToBeVisibleAsync();
        await CheckAsync("name step with a conflict");

        await Restore.Use("docs-handbook-2").ClickAsync();

        // Otherwise it arrives between the selection of the old text and the new one, which is then added to it.
        await Expect(Restore.Slug).ToHaveValueAsync("docs-handbook-2");
        var free = $"axe-{scheme}".ToLowerInvariant();
        await Restore.Slug.FillAsync(free);
        await Expect(Restore.Free(free)).ToBeVisibleAsync();
        await Restore.ToReview.ClickAsync();
        await Expect(Restore.Submit).ToBeEnabledAsync();
        await CheckAsync("review step");
        await Restore.ToBackups.ClickAsync();
        await Expect(Restore.Stay).ToBeFocusedAsync();
        await CheckAsync("question before leaving");
        await Restore.Stay.ClickAsync();
        await Expect(Restore.Stay).ToHaveCountAsync(0);

        await Restore.Submit.ClickAsync();
        await Expect(Restore.Progress).ToContainTextAsync("resources counted");
        await CheckAsync("progress step");

        await new Shell(Page).SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await CheckAsync("signed-out page");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task BoxGoalsAndLists_UnderAxe_HaveNoViolation(ColorScheme scheme)
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 3);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(People.Operator, $"/zones/{Sydney}/boxes/{box.Id}");
        var backup = (await Cloud.BackupsAsync(Sydney, box))[0].Id;
        await Expect(Zone.Rows).ToHaveCountAsync(3);
        await Expect(Page.GetByText("It holds")).ToBeVisibleAsync();
        await CheckAsync("box");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Set a goal…" }).ClickAsync();
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        await CheckAsync("goal dialog");
        await Zone.DialogButton("Cancel").ClickAsync();
        await Expect(Zone.Dialog).ToBeHiddenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Exempt…" }).ClickAsync();
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        await CheckAsync("exemption dialog");

        foreach (var page in new[] { "backups", $"zones/{Sydney}/backups/{backup}", "goals", "restores", "activity", "access" })
        {
            await Page.GotoAsync($"/{page}");
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
            await CheckAsync(page);
        }
    }

    [Fact]
    public async Task FailingZone_UnderAxe_HasNoSeriousViolation()
    {
        await Cloud.FaultAsync(new { zone = Sydney, operation = "all", kind = "status", status = 503 });
        await SignInAsync(People.Operator, $"/zones/{Sydney}");
        await Expect(Zone.Problem).ToBeVisibleAsync();
        await CheckAsync("failing zone");
    }

    /// <summary>Axe sees what these tests look for.</summary>
    [Theory]
    [InlineData(ColorScheme.Light, "color-contrast", "image-alt")]
    [InlineData(ColorScheme.Dark, "color-contrast")]
    public async Task PageWithFaults_UnderAxe_HasViolations(ColorScheme scheme, params string[] rules)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.SetContentAsync(
            "<html lang=en><title>One</title><main><h1>One</h1><img src=''><p style='color:#888'>Grey</p></main></html>");
        (await Axe.ViolationsAsync(Page)).Select(violation => violation.Split(':')[0]).ShouldBe(rules);
    }

    /// <summary>Without backgrounds, borders say where one is and what can be pressed.</summary>
    [Fact]
    public async Task ForcedColours_FocusAndPlace_AreSeen()
    {
        await Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await SignInAsync(People.Operator, $"/zones/{Europe}");
        await Expect(Zone.StartButton).ToBeVisibleAsync();
        (await StyleAsync(Zone.StartButton, "borderTopStyle")).ShouldBe("solid");
        (await StyleAsync(Page.GetByRole(AriaRole.Navigation, new() { Name = "Console" }).Locator(".active"), "borderInlineStartWidth"))
            .ShouldBe("4px");
        await Page.Keyboard.PressAsync("Tab");
        await Zone.State("Completed").FocusAsync();
        (await StyleAsync(Zone.State("Completed"), "outlineStyle")).ShouldBe("solid");
    }

    [Fact]
    public async Task ReducedMotion_NothingMoves()
    {
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await SignInAsync(People.Operator, $"/zones/{Europe}");
        await Zone.StartButton.ClickAsync();
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        (await Page.EvaluateAsync<int>(
            "() => document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 1).length")).ShouldBe(0);
    }

    private static Task<string> StyleAsync(ILocator element, string property) =>
        element.First.EvaluateAsync<string>($"element => getComputedStyle(element).{property}");
}
