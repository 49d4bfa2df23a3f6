using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Benchmarks;

/// <summary>What an open page of a zone costs the server, and how soon it answers, in turn with the same page of a small zone.</summary>
internal static class PageBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 0, scale.Large, "--Live:QuickInterval", "00:00:00.25");
        var dashboard = new Watched(stage.Dashboard.Id, stage.Management);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await SignedIn.StartAsync(browser, stage.Address);

        Task<double> HeapAsync(string zone, int tabs) => HeapPerTabAsync(dashboard, person, zone, tabs, scale.Wait / 5);

        // The first circuit of a process pays for all.
        await HeapAsync(Stage.Small, 2);
        var small = await HeapAsync(Stage.Small, scale.Tabs);
        var large = await HeapAsync(Stage.Large, scale.Tabs);
        tell(
            new Figure($"managed heap a tab, {stage.Sizes[Stage.Large]:N0} backups; 100", Samples.One(large), Samples.One(small), "MB",
                Goal.RatioAtMost(1.05)));
        tell(
            new Figure($"managed heap a tab, {stage.Sizes[Stage.Large]:N0} backups", Samples.One(large), null, "MB",
                Goal.AtMost(1.7, "MB")));

        var acts = new (string Name, Func<IPage, Task> Act)[]
        {
            ("next page", page => ChangedAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync())),
            ("sort by size", page => ChangedAsync(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Size" }).ClickAsync())),
            ("search", page => ChangedAsync(page, () => new ZonePage(page).Search.FillAsync("1"))),
        };

        // A page takes 0.3 to 0.8 s until its code has been compiled for the second time, and 0.3 to 0.5 s then.
        var visits = scale.Changes / 3;
        for (var visit = 0; visit < visits; visit++)
        {
            foreach (var page in new[] { Zone(Stage.Large), Zone(Stage.Small), "backups", "boxes" })
                await FirstRowAsync(person, page);
        }

        var (largeRow, smallRow) = await Rounds.InTurnAsync(
            visits, () => FirstRowAsync(person, Zone(Stage.Large)), () => FirstRowAsync(person, Zone(Stage.Small)));
        tell(new Figure($"first row, {stage.Sizes[Stage.Large]:N0} backups; 100", largeRow, smallRow, "ms", Goal.RatioAtMost(1.2)));
        foreach (var page in new[] { "backups", "boxes" })
        {
            var (ofAll, ofOne) = await Rounds.InTurnAsync(
                visits, () => FirstRowAsync(person, page), () => FirstRowAsync(person, Zone(Stage.Large)));
            tell(new Figure($"first row of /{page}; of the large zone", ofAll, ofOne, "ms", Goal.RatioAtMost(1.2)));
        }

        foreach (var (name, act) in acts)
        {
            var (ours, peer) = await Rounds.InTurnAsync(
                visits, () => TimeAsync(person, Stage.Large, act), () => TimeAsync(person, Stage.Small, act));
            tell(new Figure($"{name}, {stage.Sizes[Stage.Large]:N0} backups; 100", ours, peer, "ms", Goal.RatioAtMost(1.2)));
        }

        await TabChanges.RunAsync(stage, person, scale, tell);
    }

    private static async Task<double> HeapPerTabAsync(Watched dashboard, SignedIn person, string zone, int tabs, TimeSpan pause)
    {
        var before = (await dashboard.HeapAsync()).InUse;
        var pages = new List<IPage>();
        for (var tab = 0; tab < tabs; tab++)
        {
            var page = await person.Context.NewPageAsync();
            await page.GotoAsync($"/zones/{zone}");
            await Expect(new ZonePage(page).Rows.First).ToBeVisibleAsync();
            pages.Add(page);
        }

        var heap = ((await dashboard.HeapAsync()).InUse - before) / tabs;
        foreach (var page in pages)
            await page.CloseAsync();

        // A browser that leaves says so, and nothing is retained; the circuits' disposal takes a moment.
        await Task.Delay(pause, TimeProvider.System);
        return heap;
    }

    private static string Zone(string slug) => $"zones/{slug}";

    private static async Task<double> FirstRowAsync(SignedIn person, string address)
    {
        var page = await person.Context.NewPageAsync();
        var begun = TimeProvider.System.GetTimestamp();
        await page.GotoAsync($"/{address}", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => document.querySelector('tbody tr')");
        var taken = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
        await page.CloseAsync();
        return taken;
    }

    private static async Task<double> TimeAsync(SignedIn person, string zone, Func<IPage, Task> act)
    {
        var page = await person.Context.NewPageAsync();
        await page.GotoAsync($"/zones/{zone}");
        await Expect(new ZonePage(page).Rows.First).ToBeVisibleAsync();
        var begun = TimeProvider.System.GetTimestamp();
        await act(page);
        var taken = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
        await page.CloseAsync();
        return taken;
    }

    /// <summary>Until the first row is another one.</summary>
    private static async Task ChangedAsync(IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("() => { window.before = document.querySelector('tbody tr').innerText + location.search; }");
        await act();
        await page.WaitForFunctionAsync("() => document.querySelector('tbody tr')?.innerText + location.search !== window.before");
    }
}

/// <summary>From the cloud's finishing a backup to the chip in the browser, against how often the zone is polled then.</summary>
internal static class ScreenBenchmark
{
    private const double QuickInterval = 2_000;

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 100, large: 0, "--Live:CalmInterval", "00:00:02");
        var taken = await TakenAsync(stage, scale.Changes);
        tell(new Figure(
            $"p95 of {scale.Changes}, of {QuickInterval:N0} ms between two polls", Samples.One(Load.Percentile(taken, 0.95)), null, "ms",
            Goal.AtMost(QuickInterval + 300, "ms")));
    }

    /// <returns>Milliseconds from a change in the cloud to the page that shows it, sorted.</returns>
    internal static async Task<double[]> TakenAsync(Stage stage, int changes)
    {
        await stage.ControlAsync("speed", new { factor = 0.001 });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await SignedIn.StartAsync(browser, stage.Address);
        var page = await person.Context.NewPageAsync();
        await page.GotoAsync($"/zones/{Stage.Middle}");
        using var http = stage.Caller();
        var taken = new List<double>();
        for (var change = 0; change < changes; change++)
        {
            var id = await stage.StartBackupAsync(Stage.Middle);
            await FirstRowSaysAsync(page, "In progress");
            var begun = TimeProvider.System.GetTimestamp();
            await stage.ControlAsync($"backups/{id}/finish", null);
            await FirstRowSaysAsync(page, "Completed");
            taken.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        return [.. taken.Order()];
    }

    // Looked at with every frame: an expectation of Playwright looks again only after up to a second.
    private static Task<IJSHandle> FirstRowSaysAsync(IPage page, string state) =>
        page.WaitForFunctionAsync("state => document.querySelector('tbody tr')?.innerText.includes(state)", state);
}

/// <summary>A browser in which someone has signed in.</summary>
internal sealed class SignedIn : IAsyncDisposable
{
    private SignedIn(IBrowserContext context) => Context = context;

    public IBrowserContext Context { get; }

    public static async Task<SignedIn> StartAsync(IBrowser browser, Uri address)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = People.Operator, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Console" })).ToBeVisibleAsync();
        await page.CloseAsync();
        return new SignedIn(context);
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
