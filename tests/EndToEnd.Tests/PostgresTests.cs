using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>A dashboard on PostgreSQL: what a person does there is what it is on SQLite.</summary>
[Collection(Lane.Own)]
public sealed class PostgresTests(World world)
    : OwnDashboardTest(world, [.. PostgresServer.NewDatabase(), "--Operations:DeleteGrace", "00:10:00"])
{
    private const string Zone = "europe-1";
    private const string Box = "hr-benefits";

    [Fact]
    public async Task Backup_StartedDeletedAndUndone_IsInTheJournalThatVerifies()
    {
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, ZonePage.Of(Zone, Box));
        var zone = new ZonePage(page);
        await zone.StartBackupAsync(Box);
        await Expect(zone.Rows.First).ToContainTextAsync("In progress");

        await ZonePage.Delete(zone.Rows.Last).ClickAsync();
        var prompt = zone.Dialog.GetByRole(AriaRole.Textbox);
        await Expect(prompt).ToBeFocusedAsync();
        await prompt.FillAsync(Box);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo the deletion of {Box}" }).ClickAsync();
        await Expect(ZonePage.Delete(zone.Rows.Last)).ToBeEnabledAsync();

        await page.GotoAsync("/activity");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = Box })).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the journal" }).ClickAsync();
        await Expect(page.GetByText("The journal is intact")).ToBeVisibleAsync();
    }
}
