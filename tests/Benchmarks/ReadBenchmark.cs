using System.Net;
using System.Net.Http.Headers;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// Requests per second for a page of 200, in zones of three sizes, in turn with the same page of the small zone and with as many ready
/// bytes behind the same token from a bare program.
/// </summary>
internal static class ReadBenchmark
{
    private static readonly string[] Sorts = ["started", "box", "state", "duration", "size"];

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(scale.Middle, scale.Large);
        var peer = await stage.StartPeerAsync("peer", "bytes", stage.Sandbox.Identity.ToString());
        using var ours = stage.Caller();
        using var bare = stage.Caller(Stage.AddressOf(peer));

        Load Page(string zone, string query) => new(ours, () => Get($"api/v1/zones/{zone}/backups?pageSize=200{query}"));
        async Task<Load> BytesAsync(string zone, string query) =>
            new(bare, await AsManyAsync(ours, $"api/v1/zones/{zone}/backups?pageSize=200{query}"));

        await Page(Stage.Small, "").RunAsync(scale.WarmUp);
        await (await BytesAsync(Stage.Small, "")).RunAsync(scale.WarmUp);
        foreach (var zone in new[] { Stage.Middle, Stage.Large })
        {
            foreach (var query in Sorts.Select(sort => $"&sort={sort}").Append("&state=completed").Append("&page=3"))
            {
                var (large, small) = await Rounds.InTurnAsync(
                    scale.Rounds, () => Page(zone, query).PerSecondAsync(scale.Round), () =>
                        Page(Stage.Small, query == "&page=3" ? "" : query).PerSecondAsync(scale.Round));
                tell(
                    new Figure($"{stage.Sizes[zone]:N0} backups, {query[1..]}; the zone of {stage.Sizes[Stage.Small]}", large, small, "/s",
                        Goal.RatioAtLeast(0.8)));
            }

            var bytes = await BytesAsync(zone, "");
            var (oursP99, readyP99) = (new List<double>(), new List<double>());
            var (pages, ready) = await Rounds.InTurnAsync(
                scale.Rounds, () => Page(zone, "").PerSecondAsync(scale.Round, oursP99), () =>
                    bytes.PerSecondAsync(scale.Round, readyP99));
            tell(new Figure($"{stage.Sizes[zone]:N0} backups; as many ready bytes", pages, ready, "/s", Goal.RatioAtLeast(0.5)));
            tell(new Figure(
                $"{stage.Sizes[zone]:N0} backups, p99 with 8 callers; as many ready bytes", Rounds.Measured(oursP99),
                Rounds.Measured(readyP99), "ms", Goal.None));
        }

        var p50 = new List<double>();
        foreach (var _ in Rounds.All(scale.Rounds))
            p50.Add(Load.Percentile((await Page(Stage.Large, "&q=support").RunAsync(scale.Round)).Milliseconds, 0.5));
        tell(
            new Figure($"{stage.Sizes[Stage.Large]:N0} backups, text search, p50 with 8 callers", Rounds.Measured(p50), null, "ms",
                Goal.None));
        var one = new List<double>();
        using var alone = Get($"api/v1/zones/{Stage.Large}/backups?pageSize=200&q=support");
        for (var request = 0; request < 30; request++)
        {
            using var again = Get(alone.RequestUri!.ToString());
            var sent = TimeProvider.System.GetTimestamp();
            using var response = await ours.SendAsync(again);
            one.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        tell(
            new Figure($"{stage.Sizes[Stage.Large]:N0} backups, text search, one caller", new Samples(one[5..]), null, "ms",
                Goal.AtMost(15, "ms")));
    }

    internal static HttpRequestMessage Get(string address, EntityTagHeaderValue? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return request;
    }

    /// <summary>Requests for as many ready bytes as an address answers with.</summary>
    internal static async Task<Func<HttpRequestMessage>> AsManyAsync(HttpClient http, string address)
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        var length = (await response.Content.ReadAsByteArrayAsync()).Length;
        return () => Get($"bytes?length={length}");
    }
}

/// <summary>
/// The same for a caller who has the page already, in turn with an endpoint of the same program that has next to nothing to say.
/// </summary>
internal static class UnchangedBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(scale.Middle, scale.Large);
        using var http = stage.Caller();
        var me = new Load(http, () => ReadBenchmark.Get("api/v1/me"));
        await me.RunAsync(scale.WarmUp);
        await (await KnownAsync(http, Stage.Small)).RunAsync(scale.WarmUp);
        foreach (var zone in new[] { Stage.Small, Stage.Middle, Stage.Large })
        {
            var known = await KnownAsync(http, zone);
            var (unchanged, empty) = await Rounds.InTurnAsync(
                scale.Rounds, () => known.PerSecondAsync(scale.Round), () => me.PerSecondAsync(scale.Round));
            tell(new Figure($"{stage.Sizes[zone]:N0} backups; /api/v1/me", unchanged, empty, "/s", Goal.RatioAtLeast(0.8)));
        }
    }

    private static async Task<Load> KnownAsync(HttpClient http, string zone)
    {
        var address = $"api/v1/zones/{zone}/backups?pageSize=200&sort=box";
        using var first = await http.GetAsync(new Uri(address, UriKind.Relative));
        var tag = first.Headers.ETag;
        return new Load(http, () => ReadBenchmark.Get(address, tag), HttpStatusCode.NotModified);
    }
}

/// <summary>Whole lists of a zone: pages of ours, in turn with a reverse proxy that asks the cloud each time.</summary>
internal static class ProxyBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(scale.Middle, large: 0);
        var account = await stage.AccountAsync();
        var origin = await stage.OriginAsync(Stage.Middle);
        var peer = await stage.StartPeerAsync("peer", "proxy", origin.ToString());
        using var ours = stage.Caller();
        using var proxy = new HttpClient { BaseAddress = Stage.AddressOf(peer) };
        proxy.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        var page = new Load(ours, () => ReadBenchmark.Get($"api/v1/zones/{Stage.Middle}/backups?pageSize=200"));
        var list = new Load(proxy, () => ReadBenchmark.Get($"api/v1/account/{account}/backups"));
        await page.RunAsync(scale.WarmUp);
        await list.RunAsync(scale.WarmUp);
        var (pages, lists) = await Rounds.InTurnAsync(
            scale.Rounds, () => page.PerSecondAsync(scale.Round), () => list.PerSecondAsync(scale.Round));
        tell(
            new Figure($"{stage.Sizes[Stage.Middle]:N0} backups: a page of 200; the whole list from the cloud", pages, lists, "/s",
                Goal.RatioAtLeast(100)));
    }
}
