using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// Clients and pages come and go for an hour while backups start and finish and the cloud fails now and then: what the process uses has to
/// be flat, and gone when everybody has left.
/// </summary>
internal static class SoakBenchmark
{
    private const int Periods = 12;

    // How many of those that are there leave, and others come, in each step.
    private const int Turnover = 10;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 1_000, large: 0, "--Live:CalmInterval", "00:00:02");
        var dashboard = new Watched(stage.Dashboard.Id, stage.Management);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await SignedIn.StartAsync(browser, stage.Address);
        var audience = new Audience(stage, person);
        var alone = await UseOfAsync(dashboard, stage.Dashboard.Id);
        var uses = new List<Use>();
        await audience.ComeAsync(scale.Clients / 2, scale.Tabs * 5 / 2);
        for (var period = 0; period < Periods; period++)
        {
            await PeriodAsync(stage, audience, scale.Soak / Periods);
            uses.Add(await UseOfAsync(dashboard, stage.Dashboard.Id));
        }

        // The first tenth of the time warms up: caches fill, code is compiled.
        var (first, last) = (uses[1], uses[^1]);
        var hours = (scale.Soak / Periods * (Periods - 2)).TotalHours;
        tell(new Figure("managed heap at the end; after the beginning", Samples.One(last.Heap), Samples.One(first.Heap), "MB", Goal.None));
        var growth = 100 * ((last.Heap / first.Heap) - 1) / hours;
        tell(new Figure("managed heap, growth", Samples.One(growth), null, "%/h", Goal.AtMost(1, "%/h")));
        tell(new Figure("open files", Samples.One(last.Files), Samples.One(first.Files), "", Goal.RatioAtMost(1.1)));
        tell(new Figure("threads", Samples.One(last.Threads), Samples.One(first.Threads), "", Goal.RatioAtMost(1.1)));
        tell(new Figure(
            "connections; pages and clients", Samples.One(last.Connections), Samples.One(audience.Count), "", Goal.RatioAtLeast(1)));
        tell(new Figure("timers", Samples.One(last.Timers), Samples.One(first.Timers), "", Goal.RatioAtMost(1.1)));

        await audience.LeaveAsync();
        await Task.Delay(scale.Wait, TimeProvider.System);
        var after = await UseOfAsync(dashboard, stage.Dashboard.Id);
        tell(new Figure("managed heap when everybody has gone", Samples.One(after.Heap), null, "MB", Goal.None));
        tell(new Figure("open files when everybody has gone", Samples.One(after.Files), null, "", Goal.None));
        tell(new Figure("timers when everybody has gone", Samples.One(after.Timers), Samples.One(alone.Timers), "", Goal.RatioAtMost(1.1)));
        tell(new Figure("connections when everybody has gone", Samples.One(after.Connections), null, "", Goal.AtMost(0, "")));
        tell(new Figure("clients that lost their connection", Samples.One(audience.Lost), null, "", Goal.AtMost(0, "")));
    }

    private static async Task PeriodAsync(Stage stage, Audience audience, TimeSpan length)
    {
        // With the token the connections would end that were opened with it.
        await stage.RenewTokenAsync();
        var begun = TimeProvider.System.GetTimestamp();
        for (var step = 0; TimeProvider.System.GetElapsedTime(begun) < length; step++)
        {
            var id = await stage.StartBackupAsync(Stage.Middle);
            await audience.TurnOverAsync(Turnover);
            if (step % 6 == 5)
            {
                await stage.ControlAsync(
                    "faults", new { zone = Stage.Middle, operation = "list", kind = "status", status = 503, times = 2 });
            }

            await stage.ControlAsync($"backups/{id}/finish", null);
            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private static async Task<Use> UseOfAsync(Watched dashboard, int process) => new(
        (await dashboard.HeapAsync()).InUse,
        Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
        Directory.GetDirectories($"/proc/{process}/task").Length,
        await dashboard.MetricAsync("dotnet_timer_count"),
        await dashboard.MetricAsync("signalr_server_active_connections"));

    private sealed record Use(double Heap, int Files, int Threads, double Timers, double Connections);

    private sealed class Audience(Stage stage, SignedIn person)
    {
        private readonly Queue<HubClient> _clients = [];
        private readonly Queue<IPage> _pages = [];

        public int Count => _clients.Count + _pages.Count;

        public int Lost { get; private set; }

        public async Task ComeAsync(int clients, int pages)
        {
            foreach (var client in await HubClient.ConnectAsync(clients, new Uri(stage.Address, "hubs/backups"), stage.Token, Stage.Middle))
                _clients.Enqueue(client);
            for (var page = 0; page < pages; page++)
                _pages.Enqueue(await OpenAsync());
        }

        public async Task TurnOverAsync(int share)
        {
            var clients = _clients.Count / share;
            for (var client = 0; client < clients; client++)
                await LeaveAsync(_clients.Dequeue());
            await ComeAsync(clients, pages: 0);
            await _pages.Dequeue().CloseAsync();
            await ComeAsync(clients: 0, pages: 1);
        }

        public async Task LeaveAsync()
        {
            while (_clients.TryDequeue(out var client))
                await LeaveAsync(client);
            while (_pages.TryDequeue(out var page))
                await page.CloseAsync();
        }

        private async Task LeaveAsync(HubClient client)
        {
            if (!client.IsConnected)
                Lost++;
            await client.DisposeAsync();
        }

        private async Task<IPage> OpenAsync()
        {
            var page = await person.Context.NewPageAsync();
            await page.GotoAsync($"/zones/{Stage.Middle}");
            await Expect(new ZonePage(page).Rows.First).ToBeVisibleAsync();
            return page;
        }
    }
}
