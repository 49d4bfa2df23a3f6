namespace BackupDashboard.EndToEnd.Pages;

/// <summary>The backups of one zone, as someone finds them by role and name.</summary>
internal sealed class ZonePage(IPage page)
{
    public ILocator Rows =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "More about" }) });

    public ILocator StartButton => page.GetByRole(AriaRole.Button, new() { Name = "Start a backup" });

    /// <summary>Of backups, or of knowledge boxes.</summary>
    public ILocator Search => page.GetByRole(AriaRole.Textbox, new() { Name = "Search title, slug" });

    public ILocator Box => page.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" });

    public ILocator Pager => page.GetByRole(AriaRole.Navigation, new() { Name = "Pages of backups" });

    public ILocator Problem => page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "cannot be read" });

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    /// <summary>The address of the backups of one knowledge box.</summary>
    public static string Of(string zone, string slug) => $"/zones/{zone}?box={slug}";

    /// <summary>One of the states that can be chosen.</summary>
    public ILocator State(string text) => page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    public static ILocator Restore(ILocator row) => row.GetByRole(AriaRole.Link, new() { Name = "Restore" });

    public static ILocator Delete(ILocator row) => row.GetByRole(AriaRole.Button, new() { Name = "Delete" });

    public static ILocator More(ILocator row) => row.GetByRole(AriaRole.Button, new() { Name = "More about" });

    public ILocator DialogButton(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens the dialog and chooses a box, no quicker than a person who looks: the list opens, and then is drawn anew.</summary>
    public async Task ChooseBoxAsync(string slug)
    {
        await StartButton.ClickAsync();
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        await Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Knowledge box" }).FillAsync(slug);
        await Expect(options.Filter(new() { HasNotText = slug })).ToHaveCountAsync(0);
        await options.Filter(new() { HasText = slug }).ClickAsync();
        await Expect(Dialog.GetByRole(AriaRole.List, new() { Name = "To be backed up" })).ToContainTextAsync(slug);
    }

    /// <summary>Asks for a backup in the dialog, and waits until the dialog has gone.</summary>
    public async Task StartBackupAsync(string slug)
    {
        await ChooseBoxAsync(slug);
        await DialogButton("Start the backup").ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();
    }
}
