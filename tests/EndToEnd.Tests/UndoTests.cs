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
        var prompt = zone.Dialog.GetByRole(AriaRole.Textbox);

        // The dialog remembers who had the focus, and only then takes it. No person is quicker than that; a test is.
        await Expect(prompt).ToBeFocusedAsync();
        await prompt.FillAsync("hr-benefits");
        await page.Keyboard.PressAsync("Enter");
        await Expect(zone.Dialog).ToBeHiddenAsync();
        await Expect(delete).ToBeFocusedAsync();
        await Expect(delete).ToBeDisabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the deletion of hr-benefits" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(delete).ToBeEnabledAsync();
        await Expect(delete).ToBeFocusedAsync();
    }

    /// <summary>A colleague deletes, starts and undoes meanwhile: what is above the table grows and shrinks, and rows come.</summary>
    [Fact]
    public async Task Row_UnderARestingPointer_StaysThere()
    {
        const string Zone = "/zones/aws-us-east-2-1";
        var page = await Context.NewPageAsync();
        await SignInAsync(page, People.Operator, Zone);
        var rests = ZonePage.Delete(new ZonePage(page).Rows.Nth(4));
        await rests.HoverAsync();
        var (place, name) = (await rests.BoundingBoxAsync(), await rests.GetAttributeAsync("aria-label"));
        Task<string?> UnderThePointerAsync() => page.EvaluateAsync<string?>(
            "at => document.elementFromPoint(at.x, at.y)?.closest('tr')?.querySelector('[aria-label^=Delete]')?.ariaLabel",
            new { x = (double)place!.X + (place.Width / 2), y = (double)place.Y + (place.Height / 2) });
        (await UnderThePointerAsync()).ShouldBe(name, "otherwise nothing is measured");

        await using var elsewhere = await NewContextAsync();
        var theirs = await elsewhere.NewPageAsync();
        await SignInAsync(theirs, People.Administrator, $"{Zone}?box=hr-us-policies");
        var zone = new ZonePage(theirs);
        await ZonePage.Delete(zone.Rows.Last).ClickAsync();
        await zone.Dialog.GetByRole(AriaRole.Textbox).FillAsync("hr-us-policies");
        await theirs.Keyboard.PressAsync("Enter");
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo it" });
        await Expect(undo).ToBeVisibleAsync();
        (await UnderThePointerAsync()).ShouldBe(name, "an operation is shown above the table");

        await zone.StartBackupAsync("hr-us-policies");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 new backup, show" })).ToBeVisibleAsync();
        (await UnderThePointerAsync()).ShouldBe(name, "a backup was started");

        await theirs.GetByRole(AriaRole.Button, new() { Name = "Undo it" }).ClickAsync();
        await Expect(undo).ToHaveCountAsync(0);
        (await UnderThePointerAsync()).ShouldBe(name, "the operation has gone");
    }
}
