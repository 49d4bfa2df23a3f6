namespace BackupDashboard.Benchmarks;

/// <summary>Three dashboards on one database behind a proxy, in turn with one that is set up the same way.</summary>
internal static class NodesBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var three = await Stage.StartManyAsync(3, scale.Middle, "--Live:CalmInterval", "00:00:02");
        await using var one = await Stage.StartManyAsync(1, scale.Middle, "--Live:CalmInterval", "00:00:02");
        tell(new Figure(
            $"list calls with {scale.Clients:N0} viewers; one dashboard",
            await UpstreamBenchmark.CallsAsync(three, scale.Clients, scale.Wait),
            await UpstreamBenchmark.CallsAsync(one, scale.Clients, scale.Wait), "calls", Goal.RatioAtMost(1.1)));
        await ReadAsync(three, one, scale, tell);
        await FanoutAsync(three, one, scale, tell);
        var (screens, screen) = (
            await ScreenBenchmark.TakenAsync(three, scale.Changes), await ScreenBenchmark.TakenAsync(one, scale.Changes));
        tell(new Figure(
            "from the cloud to the page, p95; one dashboard", Samples.One(Load.Percentile(screens, 0.95)),
            Samples.One(Load.Percentile(screen, 0.95)), "ms", Goal.RatioAtMost(1.2)));
    }

    private static async Task ReadAsync(Stage three, Stage one, Scale scale, Action<Figure> tell)
    {
        using var callerOfThree = three.Caller();
        using var callerOfOne = one.Caller();
        Task<double> PageAsync(HttpClient http) =>
            new Load(http, () => ReadBenchmark.Get($"api/v1/zones/{Stage.Middle}/backups?pageSize=200")).PerSecondAsync(scale.Round);
        var (ours, peer) = await Rounds.InTurnAsync(scale.Rounds, () => PageAsync(callerOfThree), () => PageAsync(callerOfOne));
        tell(new Figure(
            $"{three.Sizes[Stage.Middle]:N0} backups, a page of 200; one dashboard", ours, peer, "/s", Goal.RatioAtLeast(0.8)));
    }

    private static async Task FanoutAsync(Stage three, Stage one, Scale scale, Action<Figure> tell)
    {
        var (ofThree, ofOne) = (await ClientsAsync(three, scale.Clients), await ClientsAsync(one, scale.Clients));
        var lost = 0;
        async Task<double> ChangeAsync(Stage stage, List<HubClient> clients)
        {
            var (p95, _, _, notHeard) = await FanoutBenchmark.ChangeAsync(
                clients, stage.Dashboard.Id, () => FanoutBenchmark.AddAsync(stage, 1));
            lost += notHeard;
            return p95;
        }

        var (ours, peer) = await Rounds.InTurnAsync(
            scale.Changes / 3, () => ChangeAsync(three, ofThree), () => ChangeAsync(one, ofOne));
        tell(new Figure(
            $"{scale.Clients:N0} hub clients, p95 after the first; one dashboard", ours, peer, "ms", Goal.RatioAtMost(1.2)));
        tell(new Figure(
            $"{scale.Clients:N0} hub clients, without the last version", Samples.One(lost), null, "clients", Goal.AtMost(0, "")));
        foreach (var client in ofThree.Concat(ofOne))
            await client.DisposeAsync();
    }

    private static async Task<List<HubClient>> ClientsAsync(Stage stage, int count)
    {
        var clients = await HubClient.ConnectAsync(count, new Uri(stage.Address, "hubs/backups"), stage.Token, Stage.Middle);
        await HubClient.HeardAsync(clients, client => client.Messages > 0);
        return clients;
    }
}
