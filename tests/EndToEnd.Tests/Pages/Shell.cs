namespace BackupDashboard.EndToEnd.Pages;

/// <summary>What is around every page.</summary>
internal sealed class Shell(IPage page)
{
    public ILocator Overview => page.GetByRole(AriaRole.Heading, new() { Name = "Overview" });

    public ILocator SignInChoice => page.GetByRole(AriaRole.Heading, new() { Name = "Sign in as" });

    public ILocator ConnectionLost => page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" });

    public ILocator Card(string zone) => page.GetByRole(AriaRole.Region, new() { Name = $"Zone {zone}" });

    public Task GoToZoneAsync(string zone) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Console" }).GetByRole(AriaRole.Link, new() { Name = zone }).ClickAsync();

    public async Task ChooseThemeAsync(string choice)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose the theme" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = choice, Exact = true }).ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Signed in as" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
    }

    /// <summary>Leaves a mark that only a page that was never loaded again still has.</summary>
    public Task MarkAsync() => page.EvaluateAsync("() => { window.marked = true; }");

    public async Task<bool> IsMarkedAsync() => await page.EvaluateAsync<bool>("() => window.marked === true");
}
