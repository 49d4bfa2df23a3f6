using BackupDashboard.EndToEnd.Running;

// One cloud for all: a test that changes its speed or its faults must not meet another one.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(World))]

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The running dashboard with its sandbox, and a browser. Started once for all tests.</summary>
public sealed class World : IAsyncLifetime
{
    private const float ExpectMilliseconds = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DashboardProcess? _dashboard;
    private SandboxCloud? _cloud;

    public Uri Address => _dashboard!.Address;

    public IBrowser Browser => _browser!;

    internal DashboardProcess Dashboard => _dashboard!;

    internal SandboxCloud Cloud => _cloud!;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(ExpectMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        _dashboard = await DashboardProcess.StartAsync();
        _cloud = await SandboxCloud.ConnectAsync(_dashboard.Cloud);
    }

    public async ValueTask DisposeAsync()
    {
        _cloud?.Dispose();
        if (_dashboard is not null)
            await _dashboard.DisposeAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
