using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class ZoneFailureTests(World world) : ConsoleTest(world)
{
    [Fact]
    public async Task OneZoneFails_ThenHeals_KeepsItsListTellsWhyAndHindersNoOther()
    {
        var (shell, zone) = (new Shell(Page), new ZonePage(Page));
        await SignInAsync(People.Operator, $"/zones/{Sydney}");
        await Expect(zone.Rows).ToHaveCountAsync(25);
        await shell.MarkAsync();

        await Cloud.FaultAsync(new { zone = Sydney, operation = "all", kind = "status", status = 503 });
        await Expect(zone.Problem).ToContainTextAsync($"{Sydney} cannot be read since");
        await Expect(zone.Problem).ToContainTextAsync("Refused by a fault of the sandbox");
        await Expect(zone.Problem).ToContainTextAsync("What is shown is from");
        await Expect(zone.Rows).ToHaveCountAsync(25);

        await shell.GoToZoneAsync(Ohio);
        await Expect(zone.Rows).ToHaveCountAsync(25);
        await Expect(zone.Problem).ToBeHiddenAsync();
        await shell.GoToZoneAsync("Overview");
        await Expect(shell.Card(Sydney)).ToContainTextAsync("Not answering");
        await Expect(shell.Card(Ohio)).ToContainTextAsync("Reachable");

        await Cloud.ClearFaultsAsync();
        await Expect(shell.Card(Sydney)).ToContainTextAsync("Reachable");
        await shell.GoToZoneAsync(Sydney);
        await Expect(zone.Rows).ToHaveCountAsync(25);
        await Expect(zone.Problem).ToBeHiddenAsync();
        (await shell.IsMarkedAsync()).ShouldBeTrue("The page was loaded again on the way.");
    }

    [Fact]
    public async Task ZoneThatCanNotBeAsked_SlugIsTyped_IsNamedAndHasToBeAccepted()
    {
        var restore = new RestorePage(Page);
        var box = await Cloud.SeedBoxAsync(Sydney);
        var backup = (await Cloud.BackupsAsync(Sydney, box)).Single();
        await Cloud.FaultAsync(new { zone = Ohio, operation = "kbs", kind = "html" });
        await SignInAsync(People.Operator, RestorePage.Of(Sydney, backup.Id));
        await restore.ToName.ClickAsync();
        await restore.Slug.FillAsync("unasked-zone");

        // The proposed slug has the same box to tick, which goes when the other slug arrives.
        await Expect(Page.GetByText("'unasked-zone' is free as far as is known")).ToBeVisibleAsync();
        var accept = Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Continue without checking {Ohio}" });
        await Expect(accept).Not.ToBeCheckedAsync();
        await Expect(restore.ToReview).ToBeDisabledAsync();
        await accept.CheckAsync();
        await restore.ToReview.ClickAsync();
        await Expect(Page.GetByText("Not asked whether the slug is free")).ToContainTextAsync(Ohio);
    }
}
