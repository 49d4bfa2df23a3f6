using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>A dashboard that gives two pages to a person, and keeps none whose connection is lost.</summary>
public sealed class CircuitLimitTests(World world) : IAsyncLifetime
{
    private DashboardProcess _dashboard = null!;
    private IBrowserContext _context = null!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync("--Circuits:PerPerson", "2", "--Circuits:Retained", "0");
        _context = await world.Browser.NewContextAsync(new() { BaseURL = _dashboard.Address.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _context.DisposeAsync();
        await _dashboard.DisposeAsync();
        _dashboard.Mistakes.ShouldBeEmpty(_dashboard.Output);
    }

    [Fact]
    public async Task OnePageTooMany_Opened_SaysSoUntilAnotherIsClosed()
    {
        var first = await _context.NewPageAsync();
        await SignInAsync(first, People.Operator);
        await ShouldBeOverviewAsync(first);
        var second = await _context.NewPageAsync();
        await second.GotoAsync("/");
        await ShouldBeOverviewAsync(second);

        var third = await _context.NewPageAsync();
        await third.GotoAsync("/");
        await Expect(third.GetByRole(AriaRole.Heading, new() { Name = "You have 2 pages open" })).ToBeVisibleAsync();
        await ShouldBeOverviewAsync(first);

        await using var others = await world.Browser.NewContextAsync(new() { BaseURL = _dashboard.Address.ToString() });
        var other = await others.NewPageAsync();
        await SignInAsync(other, People.Auditor);
        await ShouldBeOverviewAsync(other);

        await second.CloseAsync();
        await third.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await ShouldBeOverviewAsync(third);
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).ClickAsync();
    }

    private static Task ShouldBeOverviewAsync(IPage page) => Expect(new Shell(page).Overview).ToBeVisibleAsync();
}
