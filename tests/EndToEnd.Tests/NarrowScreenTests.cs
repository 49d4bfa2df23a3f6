using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Phones, and screens on which everything is twice as large.</summary>
[Collection(Lane.NarrowScreen)]
public sealed class NarrowScreenTests(WorldOfItsOwn world) : AxeTest(world), IClassFixture<WorldOfItsOwn>
{
    /// <summary>
    /// A laptop of 1,440 px with everything twice as large is 720 px wide. A width needs no second theme: <see cref="AppearanceTests"/>
    /// sees all colours of both.
    /// </summary>
    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(720, ColorScheme.Light)]
    public async Task NarrowOrZoomedScreen_EveryPage_UnderAxe_DoesNotScrollSideways(int width, ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.SetViewportSizeAsync(width, 740);
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Card(Europe)).ToContainTextAsync("Reachable");
        await CheckWidthAsync("overview", width);
        var user = (await Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as" }).BoundingBoxAsync())!;
        (user.X + user.Width).ShouldBeInRange(width - 60, width - 4, "the last button of the app bar");
        (
            await Page.GetByRole(AriaRole.Link, new() { Name = "BackupDashboard" })
                .EvaluateAsync<bool>("link => link.scrollWidth <= link.clientWidth")).ShouldBeTrue("the name is cut");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Choose the theme" }).ClickAsync();
        await CheckWidthAsync("theme menu", width);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as" }).ClickAsync();
        await CheckWidthAsync("user panel", width);

        await Page.GotoAsync("/alarms");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Alarms", Exact = true })).ToBeVisibleAsync();
        await CheckWidthAsync("alarms", width);

        await Page.GotoAsync("/boxes");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Back up" }).First).ToBeVisibleAsync();
        await CheckWidthAsync("boxes", width);

        foreach (var page in new[] { "backups", "goals", "restores", "activity", "about", "schedules", "schedules/new", "retention",
            "retention/new", "notifications", "approvals", "access" })
        {
            await Page.GotoAsync($"/{page}");
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
            await CheckWidthAsync(page, width);
        }

        await Page.GotoAsync($"/zones/{Europe}");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
        await CheckWidthAsync("zone", width);
        await ZonePage.More(Zone.Rows.First).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await CheckWidthAsync("menu of a row", width);
        await Page.Keyboard.PressAsync("Escape");
        await CheckDialogAsync(Zone.StartButton, width);
        await CheckDialogAsync(ZonePage.Delete(Zone.Row("Completed").First), width);

        var box = await Cloud.SeedBoxAsync(Sydney, backups: 2);
        await Page.GotoAsync($"/zones/{Sydney}/boxes/{box.Id}");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
        await CheckWidthAsync("box", width);
        await CheckDialogAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Set a goal…" }), width);
        await CheckDialogAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Exempt…" }), width);
        await CheckDialogAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Search everywhere" }), width);
        var backup = (await Cloud.BackupsAsync(Sydney, box))[0].Id;
        await Page.GotoAsync($"/zones/{Sydney}/backups/{backup}");
        await Page.GetByText("Do it from a program").ClickAsync();
        await Expect(Page.GetByText("With the vendor's Python SDK").First).ToBeVisibleAsync();
        await CheckWidthAsync("backup", width);
        await Page.GotoAsync(RestorePage.Of(Sydney, backup));
        await Expect(Restore.ToName).ToBeEnabledAsync();
        await CheckWidthAsync("backup step", width);
        await Restore.ToName.ClickAsync();
        await Expect(Restore.Slug).ToBeVisibleAsync();
        await CheckWidthAsync("name step", width);
        await Restore.Slug.FillAsync($"narrow-{width}-{scheme}".ToLowerInvariant());
        await Expect(Restore.ToReview).ToBeEnabledAsync();
        await CheckDialogAsync(Restore.ToBackups, width);
        await Restore.ToReview.ClickAsync();
        await Expect(Restore.Submit).ToBeVisibleAsync();
        await CheckWidthAsync("review step", width);
        await Restore.Submit.ClickAsync();
        await Expect(Restore.Progress).ToContainTextAsync("resources counted");
        await CheckWidthAsync("progress step", width);
    }

    private async Task CheckWidthAsync(string what, int width)
    {
        await CheckAsync($"{what}, {width} px");
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, what);
    }

    private async Task CheckDialogAsync(ILocator button, int width)
    {
        await button.ClickAsync();
        await Expect(Zone.Dialog).ToBeVisibleAsync();
        await CheckWidthAsync($"dialog of {button}", width);

        // The first Escape closes a list that is open in it.
        var choices = Page.GetByRole(AriaRole.Region, new() { Name = "Open lists" }).GetByRole(AriaRole.Option);
        if (await choices.CountAsync() > 0)
            await Page.Keyboard.PressAsync("Escape");
        await Expect(choices).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Zone.Dialog).ToBeHiddenAsync();
    }
}
