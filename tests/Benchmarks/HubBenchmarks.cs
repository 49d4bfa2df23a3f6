using System.Globalization;

namespace BackupDashboard.Benchmarks;

/// <summary>List calls within a while, with more and more clients that watch the zone.</summary>
internal static class UpstreamBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 100, large: 0, "--Live:CalmInterval", "00:00:01");
        var one = await CallsAsync(stage, 1, scale.Wait);
        foreach (var viewers in new[] { scale.Clients / 10, scale.Clients })
            tell(
                new Figure($"{viewers:N0} viewers; one viewer", await CallsAsync(stage, viewers, scale.Wait), one, "calls",
                    Goal.RatioAtMost(1.1)));
    }

    /// <returns>How many.</returns>
    internal static async Task<Samples> CallsAsync(Stage stage, int viewers, TimeSpan wait)
    {
        var clients = await HubClient.ConnectAsync(viewers, new Uri(stage.Address, "hubs/backups"), stage.Token, Stage.Middle);
        await HubClient.HeardAsync(clients, client => client.Messages > 0);
        var before = await ListsAsync(stage);
        await Task.Delay(wait, TimeProvider.System);
        var calls = await ListsAsync(stage) - before;
        foreach (var client in clients)
            await client.DisposeAsync();
        return Samples.One(calls);
    }

    private static async Task<long> ListsAsync(Stage stage)
    {
        using var calls = await stage.CloudAsync("sandbox/calls");
        return calls.RootElement.GetProperty(Stage.Middle).GetProperty("list").GetInt64();
    }
}

/// <summary>
/// How long after the first client the others hear of a change, and what that costs the server, in turn with a bare hub that sends as many
/// bytes to as many.
/// </summary>
internal static class FanoutBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 100, large: 0, "--Live:CalmInterval", "00:00:01");
        var peer = await stage.StartPeerAsync("peer", "hub");
        var peerAddress = Stage.AddressOf(peer);
        using var http = new HttpClient { BaseAddress = peerAddress };
        tell(new Figure("1 client, CPU of the server", await WarmUpAsync(stage, scale.Changes), null, "ms", Goal.None));
        foreach (var count in new[] { scale.Clients / 10, scale.Clients, scale.Clients * 5 })
        {
            var ours = await HubClient.ConnectAsync(count, new Uri(stage.Address, "hubs/backups"), stage.Token, Stage.Middle);
            var theirs = await HubClient.ConnectAsync(count, new Uri(peerAddress, "hub"), token: null, Stage.Middle);
            await HubClient.HeardAsync(ours, client => client.Messages > 0);
            var (lost, version) = (0, 0L);
            var (oursP99, theirsP99) = (new List<double>(), new List<double>());
            var (oursCpu, theirsCpu) = (new List<double>(), new List<double>());
            var (oursP95, theirsP95) = await Rounds.InTurnAsync(
                scale.Changes / 3,
                async () =>
                {
                    var (p95, p99, cpu, notHeard) = await ChangeAsync(ours, stage.Dashboard.Id, () => AddAsync(stage, 1));
                    oursP99.Add(p99);
                    oursCpu.Add(cpu);
                    lost += notHeard;
                    return p95;
                },
                async () =>
                {
                    version++;
                    var (p95, p99, cpu, _) = await ChangeAsync(theirs, peer.Id, async () =>
                    {
                        using var body = new StringContent(
                            string.Create(CultureInfo.InvariantCulture, $"version={version},{new string('x', 400)}"));
                        using var said = await http.PostAsync(new Uri("say", UriKind.Relative), body);
                        said.EnsureSuccessStatusCode();
                    });
                    theirsP99.Add(p99);
                    theirsCpu.Add(cpu);
                    return p95;
                });
            tell(new Figure($"{count:N0} clients, p95 after the first", oursP95, theirsP95, "ms", Goal.RatioAtMost(1.2)));
            tell(new Figure(
                $"{count:N0} clients, p99 after the first", Rounds.Measured(oursP99), Rounds.Measured(theirsP99), "ms", Goal.None));
            tell(
                new Figure($"{count:N0} clients, CPU of the server", Rounds.Measured(oursCpu), Rounds.Measured(theirsCpu), "ms",
                    Goal.RatioAtMost(1.3)));
            tell(new Figure($"{count:N0} clients, without the last version", Samples.One(lost), null, "clients", Goal.AtMost(0, "")));
            if (count == scale.Clients)
                await StormAsync(stage, ours, seconds: scale.Changes / 3, tell);
            foreach (var client in ours.Concat(theirs))
                await client.DisposeAsync();
        }
    }

    /// <summary>
    /// What follows a change is much code, which is still being compiled for the second time after the first twenty: that took ten times
    /// as much CPU as the change.
    /// </summary>
    /// <returns>What a change costs the server in the end, without anyone to tell but one.</returns>
    private static async Task<Samples> WarmUpAsync(Stage stage, int changes)
    {
        var clients = await HubClient.ConnectAsync(1, new Uri(stage.Address, "hubs/backups"), stage.Token, Stage.Middle);
        await HubClient.HeardAsync(clients, client => client.Messages > 0);
        var spent = new List<double>();
        for (var change = 0; change < changes; change++)
            spent.Add((await ChangeAsync(clients, stage.Dashboard.Id, () => AddAsync(stage, 1))).Cpu);
        await clients[0].DisposeAsync();
        return new Samples(spent[(changes * 2 / 3)..]);
    }

    internal static Task AddAsync(Stage stage, int backups) =>
        stage.ControlAsync("seed", new { zone = Stage.Middle, knowledgeBoxes = 1, backups });

    /// <summary>A thousand new backups a second.</summary>
    private static async Task StormAsync(Stage stage, List<HubClient> clients, int seconds, Action<Figure> tell)
    {
        var before = Watched.ResidentOf(stage.Dashboard.Id);
        for (var second = 0; second < seconds; second++)
        {
            await AddAsync(stage, 1000);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        await SettledAsync(clients);

        // Versions also grow with polls that find nothing, of which clients hear at different times: one more change tells.
        var most = clients.Max(client => client.Version);
        await AddAsync(stage, 1);
        var late = await HubClient.HeardAsync(clients, client => client.Version > most);
        tell(
            new Figure(
                $"{clients.Count:N0} clients, storm of {seconds * 1000:N0} changes: without the last version", Samples.One(late), null,
                    "clients", Goal.AtMost(0, "")));
        tell(new Figure(
            $"{clients.Count:N0} clients, storm: more resident memory", Samples.One(Watched.ResidentOf(stage.Dashboard.Id) - before), null,
                "MB", Goal.AtMost(200, "MB")));
    }

    /// <summary>No client hears anything for two seconds.</summary>
    private static async Task SettledAsync(IReadOnlyList<HubClient> clients)
    {
        for (var wait = 0; wait < 60; wait++)
        {
            var before = clients.Sum(client => client.Messages);
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            if (clients.Sum(client => client.Messages) == before)
                return;
        }
    }

    /// <returns>How long after the first client the others had a change, and what it cost the server, in milliseconds.</returns>
    internal static async Task<(double P95, double P99, double Cpu, int NotHeard)> ChangeAsync(
        IReadOnlyList<HubClient> clients, int server, Func<Task> change)
    {
        var before = clients.Max(client => client.Version);
        var cpu = Watched.CpuOf(server);
        await change();
        var notHeard = await HubClient.HeardAsync(clients, client => client.Version > before);
        var spent = (Watched.CpuOf(server) - cpu).TotalMilliseconds;
        var first = clients.Min(client => client.LastAt);
        double[] late = [.. clients.Select(client => TimeProvider.System.GetElapsedTime(first, client.LastAt).TotalMilliseconds).Order()];
        return (Load.Percentile(late, 0.95), Load.Percentile(late, 0.99), spent, notHeard);
    }
}
