namespace BackupDashboard.EndToEnd.Pages;

internal static class Lists
{
    /// <summary>
    /// Chooses from a list, and waits until the list has taken the focus back: what is typed into another field before that goes astray.
    /// </summary>
    public static async Task ChooseAsync(this IPage page, string list, string option)
    {
        var field = page.GetByLabel(list);
        await field.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
        await Expect(field).ToBeFocusedAsync();
    }
}
