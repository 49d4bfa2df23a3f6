using System.Globalization;
using System.Text.RegularExpressions;
using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class WholePathTests(World world) : ConsoleTest(world)
{
    [Fact]
    public async Task Operator_SignsInStartsRestoresDeletesAndSignsOut_EverythingWithoutOneReload()
    {
        const string slug = "hr-surveys";
        var (shell, zone, restore) = (new Shell(Page), new ZonePage(Page), new RestorePage(Page));
        await SignInAsync(People.Operator);
        await Expect(shell.Overview).ToBeVisibleAsync();
        await shell.MarkAsync();

        await shell.Card(Europe).GetByRole(AriaRole.Link, new() { Name = Europe }).ClickAsync();
        await Expect(zone.Rows.First).ToBeVisibleAsync();

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await zone.StartBackupAsync(slug);
        var row = zone.Row(slug);
        await Expect(row).ToContainTextAsync("In progress");
        await Cloud.SpeedAsync(SandboxCloud.Instant);
        await Expect(row).ToContainTextAsync("Completed");

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await ZonePage.Restore(row).ClickAsync();
        await restore.ReviewAsync("hr-surveys-again");
        await restore.Submit.ClickAsync();
        await Expect(restore.Progress).ToContainTextAsync("Content is arriving in the new knowledge box");
        await Expect(restore.Progress).ToContainTextAsync("resources counted");
        await Expect(Page.GetByText("You may close this page")).ToBeVisibleAsync();
        var source = await Cloud.BoxAsync(Europe, slug);
        var all = (await Cloud.ResourcesAsync(Europe, source.Id)).ToString("N0", CultureInfo.InvariantCulture);
        // Not the bare number: ids and times are full of those.
        var everything = new Regex($@"knowledge box\s*{all}\s*resources counted");
        await Expect(restore.Progress).Not.ToContainTextAsync(everything);
        await Cloud.SpeedAsync(SandboxCloud.Instant);
        await Expect(restore.Progress).ToContainTextAsync(everything);
        await Expect(restore.Progress).ToContainTextAsync($"Content complete. Counted {all} of {all} resources, unchanged in 3 looks.");

        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = $"Backups in {Europe}" }).ClickAsync();
        await Cloud.ForgetCallsAsync();
        await ZonePage.Delete(row).ClickAsync();
        await Expect(zone.DialogButton("Delete the backup")).ToBeDisabledAsync();
        await zone.Dialog.GetByRole(AriaRole.Textbox, new() { Name = $"Type {slug} to confirm" }).FillAsync(slug);
        await zone.DialogButton("Delete the backup").DblClickAsync();
        await Page.Mouse.MoveAsync(1, 1);
        await Expect(row).ToHaveCountAsync(0);
        (await Cloud.CallsAsync(Europe, "delete")).ShouldBe(1);
        (await shell.IsMarkedAsync()).ShouldBeTrue("The page was loaded again on the way.");

        await shell.SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Page.GotoAsync($"/zones/{Europe}");
        await Expect(shell.SignInChoice).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignInFromAPage_IsDone_LeadsBackToThatPage()
    {
        await SignInAsync(People.Operator, $"/zones/{Sydney}?state=Completed");

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Backups in {Sydney}" })).ToBeVisibleAsync();
        await Expect(new ZonePage(Page).State("Completed")).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
