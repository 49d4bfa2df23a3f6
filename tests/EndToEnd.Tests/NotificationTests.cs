using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>An alarm reaches people who do not look at the console.</summary>
public sealed class NotificationTests(World world) : OwnDashboardTest(
    world, "--Sandbox:Rules", "true", "--Alarms:UnreachableAfter", "00:00:01")
{
    private const string Zone = "aws-us-east-2-1";

    /// <summary>A route is made, a zone fails, and the mail is read; so is the one that says that it is over.</summary>
    [Fact]
    public async Task ZoneThatFails_IsToldByMail_ToWhomARouteLeads()
    {
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Administrator, "/notifications");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Warnings and errors, by mail" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete the route" }).ClickAsync();
        await Expect(page.GetByText("no route, so it hears of nothing")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "New route" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Zones");
        await page.GetByLabel("First after, in seconds").FillAsync("0");
        await page.GetByLabel("Changes every, in minutes").FillAsync("1");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What it would do" })).ToContainTextAsync("Tells of every alarm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the route" }).ClickAsync();
        await Expect(page.GetByText("To Inbox of the sandbox")).ToBeVisibleAsync();

        await Cloud.FaultAsync(new { zone = Zone, kind = "status", status = 503 });
        var inbox = await Context.NewPageAsync();
        await inbox.GotoAsync(Cloud.Inbox.ToString());
        var subject = $"[Error] Zone cannot be read in {Zone}";
        await Expect(inbox.GetByRole(AriaRole.Heading, new() { Name = subject })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(inbox.GetByText("has not been readable since").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = $"Zone cannot be read in {Zone}" })).ToBeVisibleAsync();
        await Cloud.ClearFaultsAsync();
    }
}
