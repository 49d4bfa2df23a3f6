using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>A dashboard whose deletions can be undone for a while, as they can everywhere but in the other tests.</summary>
public sealed class UndoTests(World world) : OwnDashboardTest(world, "--Operations:DeleteGrace", "00:10:00")
{
    /// <summary>No one who goes by the keyboard is sent back to the beginning of the page.</summary>
    [Fact]
    public async Task Focus_AfterDeletingAndUndoing_StaysInTheRow()
    {
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, "/zones/europe-1?box=hr-benefits");
        var zone = new ZonePage(page);
        var delete = ZonePage.Delete(zone.Rows.First);
        await delete.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await zone.Dialog.GetByRole(AriaRole.Textbox).FillAsync("hr-benefits");
        await page.Keyboard.PressAsync("Enter");
        await Expect(zone.Dialog).ToBeHiddenAsync();
        await Expect(delete).ToBeFocusedAsync();
        await Expect(delete).ToBeDisabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the deletion of hr-benefits" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(delete).ToBeEnabledAsync();
        await Expect(delete).ToBeFocusedAsync();
    }
}
