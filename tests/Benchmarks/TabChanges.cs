using BackupDashboard.EndToEnd.Pages;

namespace BackupDashboard.Benchmarks;

/// <summary>What a change in a zone costs for each open page of it, for those that show it and for those that do not.</summary>
internal static class TabChanges
{
    private const string Shown = $"zones/{Stage.Small}";
    private const string Elsewhere = $"{Shown}?order=asc";
    private const string OtherZone = $"zones/{Stage.Middle}";

    /// <summary>The zone is polled twice, and the pages are drawn.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(0.6);

    /// <param name="stage">It polls quickly.</param>
    public static async Task RunAsync(Stage stage, SignedIn person, Scale scale, Action<Figure> tell)
    {
        await stage.ControlAsync("speed", new { factor = 0.001 });

        // It never ends: the zone is polled quickly all the time. Others soon take its place on the page.
        await stage.StartBackupAsync(Stage.Small);

        var (cpuBeside, cpuElsewhere, cpuShown) = (new List<double>(), new List<double>(), new List<double>());
        var (sentElsewhere, sentShown) = (new List<double>(), new List<double>());
        foreach (var _ in Rounds.All(scale.Rounds))
        {
            var (beside, _) = await SpentAsync(OtherZone, stage, person, scale);
            cpuBeside.Add(beside);
            var (cpu, sent) = await SpentAsync(Elsewhere, stage, person, scale);
            cpuElsewhere.Add((cpu - beside) / scale.Tabs);
            sentElsewhere.Add(sent);
            (cpu, sent) = await SpentAsync(Shown, stage, person, scale);
            cpuShown.Add((cpu - beside) / scale.Tabs);
            sentShown.Add(sent);
        }

        tell(new Figure(
            $"{scale.Tabs} tabs of another zone, CPU of the server for a change", Rounds.Measured(cpuBeside), null, "ms", Goal.None));
        tell(new Figure(
            "CPU a tab, change of another page; of its own", Rounds.Measured(cpuElsewhere), Rounds.Measured(cpuShown), "ms",
            Goal.RatioAtMost(0.25)));
        tell(new Figure(
            "sent to a tab, change of another page; of its own", Rounds.Measured(sentElsewhere), Rounds.Measured(sentShown), "bytes",
            Goal.RatioAtMost(0.05)));
    }

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
        await Task.Delay(scale.Wait / 5, TimeProvider.System);
        var (spent, received) = (new List<double>(), new List<double>());
        for (var change = 0; change < scale.Changes / 3; change++)
        {
            // A new backup is one more for all pages: only its end is what others do not show.
            var id = await stage.StartBackupAsync(Stage.Small);
            await Task.Delay(Seen, TimeProvider.System);
            var (cpu, sent) = (Watched.ThreadsCpuOf(stage.Dashboard.Id), Interlocked.Read(ref bytes));
            await stage.ControlAsync($"backups/{id}/finish", null);
            await Task.Delay(Seen, TimeProvider.System);
            spent.Add((Watched.ThreadsCpuOf(stage.Dashboard.Id) - cpu).TotalMilliseconds);
            received.Add((double)(Interlocked.Read(ref bytes) - sent) / scale.Tabs);
        }

        foreach (var page in pages)
            await page.CloseAsync();

        // What else happens now and then, such as a collection of the heap, belongs to no change.
        return (new Samples(spent).Median, new Samples(received).Median);
    }
}
