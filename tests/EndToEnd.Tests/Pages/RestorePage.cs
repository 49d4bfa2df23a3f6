namespace BackupDashboard.EndToEnd.Pages;

/// <summary>The restore wizard.</summary>
internal sealed class RestorePage(IPage page)
{
    public ILocator ToName => page.GetByRole(AriaRole.Button, new() { Name = "Next: name the new box" });

    public ILocator ToReview => page.GetByRole(AriaRole.Button, new() { Name = "Next: review" });

    public ILocator Submit => page.GetByRole(AriaRole.Button, new() { Name = "Start the restore" });

    public ILocator Slug => page.GetByRole(AriaRole.Textbox, new() { Name = "Slug" });

    public ILocator Title => page.GetByRole(AriaRole.Textbox, new() { Name = "Title" });

    public ILocator ToBackups => page.GetByRole(AriaRole.Link, new() { Name = "Backups in" });

    public ILocator Stay => page.GetByRole(AriaRole.Button, new() { Name = "Stay" });

    public ILocator Leave => page.GetByRole(AriaRole.Button, new() { Name = "Leave" });

    public ILocator Alert => page.GetByRole(AriaRole.Alert);

    /// <summary>The verdict about one slug: that about the slug before stands until the next has reached the server.</summary>
    public ILocator Free(string slug) => page.GetByText($"'{slug}' is free in every zone.");

    /// <summary>What the last page says about the restore.</summary>
    public ILocator Progress => page.GetByRole(AriaRole.Tabpanel, new() { Name = "Progress" });

    public static string Of(string zone, string backupId) => $"/zones/{zone}/restore/{backupId}";

    public ILocator Step(string name) => page.GetByRole(AriaRole.Tab, new() { Name = name });

    public ILocator Use(string proposal) => page.GetByRole(AriaRole.Button, new() { Name = $"Use {proposal}", Exact = true });

    /// <summary>From the first step to the review, under the given slug.</summary>
    public async Task ReviewAsync(string slug)
    {
        await ToName.ClickAsync();
        await Slug.FillAsync(slug);
        await Expect(Free(slug)).ToBeVisibleAsync();
        await ToReview.ClickAsync();
        await Expect(Submit).ToBeEnabledAsync();
    }
}
