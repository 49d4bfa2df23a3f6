using BackupDashboard.EndToEnd.Running;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 3)]
[assembly: AssemblyFixture(typeof(World))]

namespace BackupDashboard.EndToEnd.Running;

/// <summary>
/// Tests of different lanes run beside each other, since most of a test in a browser is waiting. Within a lane they follow each other.
/// </summary>
internal static class Lane
{
    /// <summary>Of the one dashboard of <see cref="World"/>: what changes its cloud's speed or faults must not meet another test.</summary>
    public const string Shared = "The dashboard for all";

    /// <summary>Of tests that start what they need.</summary>
    public const string Own = "Dashboards of their own";

    /// <summary>Of what takes longest, with a dashboard for it alone.</summary>
    public const string Appearance = "Appearance";

    /// <inheritdoc cref="Appearance"/>
    public const string NarrowScreen = "Narrow screen";
}

/// <summary>The running dashboard with its sandbox, and a browser. Started once for all tests.</summary>
public class World : IAsyncLifetime
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
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same for one class.</summary>
public sealed class WorldOfItsOwn : World;
