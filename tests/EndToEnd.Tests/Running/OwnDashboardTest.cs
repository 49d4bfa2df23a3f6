namespace BackupDashboard.EndToEnd.Running;

/// <summary>A test with a dashboard of its own, whose settings differ from those of the others.</summary>
[Collection(Lane.Own)]
public abstract class OwnDashboardTest(World world, params string[] settings) : IAsyncLifetime
{
    private DashboardProcess _dashboard = null!;
    private SandboxCloud _cloud = null!;

    private protected IBrowserContext Context { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync(settings);
        _cloud = await SandboxCloud.ConnectAsync(_dashboard.Cloud);
        Context = await NewContextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await WhatWasSeen.TellAsync(Context.Pages, _dashboard);
        await Context.DisposeAsync();
        _cloud.Dispose();
        await _dashboard.DisposeAsync();
        _dashboard.Mistakes.ShouldBeEmpty(_dashboard.Output);
    }

    private protected SandboxCloud Cloud => _cloud;

    private protected Task<IBrowserContext> NewContextAsync() =>
        world.Browser.NewContextAsync(new() { BaseURL = _dashboard.Address.ToString() });

    private protected static async Task SignInAsync(IPage page, string person, string path = "/")
    {
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).ClickAsync();
    }
}
