using System.Text.Json;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// The verdicts over thousands of boxes. Each is judged for every answer, because a box becomes late without any event.
/// </summary>
internal static class CoverageBenchmark
{
    private const int Boxes = 5_000;
    private const int Requests = 30;
    private const int Looks = 120;

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 0, scale.Large);
        await stage.ControlAsync("seed", new { zone = Stage.Large, knowledgeBoxes = Boxes, backups = 0 });
        using var ours = stage.Caller();
        var listed = await TotalAsync(ours);
        for (var look = 0; look < Looks && listed < Boxes; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            listed = await TotalAsync(ours);
        }

        if (listed < Boxes)
            throw new InvalidOperationException($"Only {listed} of {Boxes} knowledge boxes are listed.");

        foreach (var (name, address) in new[] { ("a page of 200", "api/v1/coverage?pageSize=200"), ("as CSV", "api/v1/coverage.csv") })
        {
            var taken = new List<double>();
            for (var request = 0; request < Requests; request++)
            {
                var sent = TimeProvider.System.GetTimestamp();
                await ours.GetByteArrayAsync(new Uri(address, UriKind.Relative));
                taken.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
            }

            tell(
                new Figure($"{listed:N0} boxes, {stage.Sizes[Stage.Large]:N0} backups, {name}, one caller", new Samples(taken[5..]), null,
                    "ms", Goal.AtMost(200, "ms")));
        }
    }

    private static async Task<int> TotalAsync(HttpClient ours)
    {
        using var page = JsonDocument.Parse(await ours.GetStringAsync(new Uri("api/v1/coverage?pageSize=1", UriKind.Relative)));
        return page.RootElement.GetProperty("total").GetInt32();
    }
}
