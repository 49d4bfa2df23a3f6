using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Backups that thin themselves out.</summary>
public sealed class RetentionTests(World world) : OwnDashboardTest(world, "--Operations:DeleteGrace", "00:10:00")
{
    private const string Zone = "aws-ap-southeast-2-1";

    /// <summary>A rule is typed, seen, armed; one of its deletions is undone; what stays is said with the reason.</summary>
    [Fact]
    public async Task Rule_IsArmedForWhatWasSeen_AndOneOfItsDeletionsIsUndone()
    {
        var box = await Cloud.SeedBoxAsync(Zone, backups: 4);
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, "/retention/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Only the newest");
        await page.ChooseAsync("Which backups", "All, whoever has made them");
        await page.GetByLabel("Slug pattern").FillAsync(box.Slug);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the pattern" }).ClickAsync();
        foreach (var (label, count) in new[] { ("last", "1"), ("daily", "0"), ("weekly", "0"), ("monthly", "0") })
            await page.GetByLabel($"Keep {label}").FillAsync(count);

        var preview = page.GetByRole(AriaRole.Region, new() { Name = "What it would do" });
        await Expect(preview).ToContainTextAsync("3 of 4 backups, in 1 of 1 knowledge box");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the rule" }).ClickAsync();
        await Expect(page.GetByText("Preview only: this rule deletes nothing")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Arm…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Arm it, delete 3 backups" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it deletes next" })).ToBeVisibleAsync();
        await Expect(page.GetByText("which can still be undone")).ToBeVisibleAsync();

        // The button that led to the dialog is gone, so that nothing gives the focus back.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Only the newest" })).ToBeFocusedAsync();

        await page.GotoAsync($"/zones/{Zone}/boxes/{box.Id}");
        var undo = page.GetByRole(AriaRole.Button, new() { Name = $"Undo the deletion of {box.Slug}" });
        await Expect(undo).ToHaveCountAsync(3);
        await undo.First.ClickAsync();
        await Expect(undo).ToHaveCountAsync(2);
        await page.GotoAsync("/retention");
        await page.GetByRole(AriaRole.Link, new() { Name = "Only the newest" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "its deletion was undone" })).ToBeVisibleAsync();
        (await Cloud.BackupsAsync(Zone, box)).Count.ShouldBe(4);
    }
}
