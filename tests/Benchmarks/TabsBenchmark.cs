using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Benchmarks;

/// <summary>What a change in a zone costs for each open page of it: of pages that show something else, and of those that show it.</summary>
internal static class TabsBenchmark
{
    // The newest backups are on the first page.
    private const string Shown = $"zones/{Stage.Middle}";
    private const string Elsewhere = $"{Shown}?page=3";
    private const string OtherZone = $"zones/{Stage.Small}";

    /// <summary>The zone is polled twice, and the pages are drawn.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(0.6);

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 1_000, large: 0, "--Live:QuickInterval", "00:00:00.25");
        await stage.ControlAsync("speed", new { factor = 0.001 });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await SignedIn.StartAsync(browser, stage.Address);

        // The first round warms up.
        var (cpuBeside, cpuElsewhere, cpuShown) = (new List<double>(), new List<double>(), new List<double>());
        var (sentElsewhere, sentShown) = (new List<double>(), new List<double>());
        for (var round = 0; round <= scale.Rounds; round++)
        {
            var (beside, sentBeside) = await SpentAsync(OtherZone, stage, person, scale);
            cpuBeside.Add(beside);
            var (cpu, sent) = await SpentAsync(Elsewhere, stage, person, scale);
            cpuElsewhere.Add((cpu - beside) / scale.Tabs);
            sentElsewhere.Add(sent - sentBeside);
            (cpu, sent) = await SpentAsync(Shown, stage, person, scale);
            cpuShown.Add((cpu - beside) / scale.Tabs);
            sentShown.Add(sent - sentBeside);
        }

        tell(new Figure($"{scale.Tabs} tabs of another zone, CPU of the server for a change", Of(cpuBeside), null, "ms", Goal.None));
        tell(new Figure("CPU a tab, change of another page; of its own", Of(cpuElsewhere), Of(cpuShown), "ms", Goal.RatioAtMost(0.25)));
        tell(new Figure("sent to a tab, change of another page; of its own", Of(sentElsewhere), Of(sentShown), "bytes",
            Goal.RatioAtMost(0.05)));
    }

    private static Samples Of(List<double> rounds) => new(rounds[1..]);

    /// <returns>Milliseconds of the server's CPU for each change, and bytes that each tab received for it.</returns>
    private static async Task<(double Cpu, double Bytes)> SpentAsync(string address, Stage stage, SignedIn person, Scale scale)
    {
        var (pages, bytes) = (new List<IPage>(), 0L);
        for (var tab = 0; tab < scale.Tabs; tab++)
        {
            var page = await person.Context.NewPageAsync();
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref bytes, frame.Binary?.Length ?? 0);
            await page.GotoAsync($"/{address}");
            await Expect(new ZonePage(page).Rows.First).ToBeVisibleAsync();
            pages.Add(page);
        }

        // What opening them caused comes to an end.
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var (spent, received, changes) = (TimeSpan.Zero, 0L, scale.Changes / 2);
        for (var change = 0; change < changes; change++)
        {
            // Rows give way to a new backup on every page: only its end is one that others do not show.
            var id = await stage.StartBackupAsync(Stage.Middle);
            await Task.Delay(Seen, TimeProvider.System);
            var (cpu, sent) = (Watched.CpuOf(stage.Dashboard.Id), Interlocked.Read(ref bytes));
            await stage.ControlAsync($"backups/{id}/finish", null);
            await Task.Delay(Seen, TimeProvider.System);
            spent += Watched.CpuOf(stage.Dashboard.Id) - cpu;
            received += Interlocked.Read(ref bytes) - sent;
        }

        foreach (var page in pages)
            await page.CloseAsync();
        return (spent.TotalMilliseconds / changes, (double)received / changes / scale.Tabs);
    }
}
