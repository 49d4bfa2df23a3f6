using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>What takes a second person, with two people in two browsers.</summary>
public sealed class ApprovalTests(World world) : OwnDashboardTest(
    world, "--Approvals:OnlyCompleted", "true", "--Operations:DeleteGrace", "00:10:00")
{
    private const string Box = "hr-payroll-faq";
    private const string WhyLabel = "Why? Those who approve it read this";

    /// <summary>Asked for, told by an alarm, approved with a new sign-in, and undone in the grace period.</summary>
    [Fact]
    public async Task OnlyCompletedBackup_IsAskedFor_AndApprovedByAnotherPersonWhoSignsInAgain()
    {
        // In force once two who may approve have signed in.
        await using var elsewhere = await NewContextAsync();
        var approver = await elsewhere.NewPageAsync();
        await SignInAsync(approver, People.Administrator, "/approvals");
        await Expect(approver.GetByText("It takes two people")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, "/approvals");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What takes a second person" })).ToBeVisibleAsync(
            new() { Timeout = 30_000 });

        await page.GotoAsync($"/zones/aws-us-east-2-1?box={Box}");
        var zone = new ZonePage(page);
        await ZonePage.Delete(zone.Rows.First).ClickAsync();
        await zone.Dialog.GetByLabel(WhyLabel).FillAsync("It was switched off");
        await zone.Dialog.GetByLabel($"Type {Box} to confirm").FillAsync(Box);
        await zone.Dialog.GetByRole(AriaRole.Button, new() { Name = "Ask for its deletion" }).ClickAsync();
        await Expect(zone.Rows.First).ToContainTextAsync("waits for approval");
        await page.GotoAsync("/approvals");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Withdraw it" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve these facts" })).ToBeHiddenAsync();

        await Cloud.AdvanceAsync(11);
        await approver.ReloadAsync();
        await Expect(approver.GetByText("It was switched off")).ToBeVisibleAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "Sign in again to approve" }).ClickAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = People.Administrator, Exact = true }).ClickAsync();
        var approve = approver.GetByRole(AriaRole.Button, new() { Name = "Approve these facts" });
        await approve.FocusAsync();
        await approver.Keyboard.PressAsync("Enter");
        await Expect(approver.GetByRole(AriaRole.Row).Filter(new() { HasText = Box })).ToContainTextAsync("Approved");

        await page.GotoAsync($"/zones/aws-us-east-2-1?box={Box}");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo the deletion of {Box}" }).ClickAsync();
        await Expect(ZonePage.Delete(zone.Rows.First)).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Approvals_UnderAxe_HaveNoViolation(ColorScheme scheme)
    {
        await using var elsewhere = await NewContextAsync();
        var approver = await elsewhere.NewPageAsync();
        await approver.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SignInAsync(approver, People.Administrator, "/approvals");
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, "/approvals");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What takes a second person" })).ToBeVisibleAsync(
            new() { Timeout = 30_000 });
        await page.GotoAsync($"/zones/aws-us-east-2-1?box={Box}");
        var zone = new ZonePage(page);
        await ZonePage.Delete(zone.Rows.First).ClickAsync();
        // A dialog takes the focus an answer after it appears, and what is filled in goes to whatever has the focus.
        await Expect(zone.Dialog.GetByLabel(WhyLabel)).ToBeFocusedAsync();
        await zone.Dialog.GetByLabel($"Type {Box} to confirm").FillAsync(Box);
        await zone.Dialog.GetByRole(AriaRole.Button, new() { Name = "Ask for its deletion" }).ClickAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "Reject…" }).ClickAsync();
        await Expect(approver.GetByLabel("Why not?")).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(approver)).ShouldBeEmpty();
    }
}
