using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// The verdicts over thousands of boxes. Each is judged for every answer, because a box becomes late without any event.
/// </summary>
internal static class CoverageBenchmark
{
    private const int Requests = 30;
    private const int Looks = 120;
    private const int Patterns = 200;
    private const int Times = 13;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 1, TimeSpan.Zero);

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 0, scale.Large, "--Live:SlowInterval", "00:00:05");
        await stage.ControlAsync("seed", new { zone = Stage.Large, knowledgeBoxes = scale.Boxes, backups = 0 });
        using var ours = stage.Caller();
        var listed = await TotalAsync(ours);
        for (var look = 0; look < Looks && listed < scale.Boxes; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            listed = await TotalAsync(ours);
        }

        if (listed < scale.Boxes)
            throw new InvalidOperationException($"Only {listed} of {scale.Boxes} knowledge boxes are listed.");

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

        tell(WithPatterns(scale));
    }

    /// <summary>The verdicts alone, with many patterns for each box: of goals, deadlines among them, and of exemptions.</summary>
    private static Figure WithPatterns(Scale scale)
    {
        var zone = LargeZone.Of(scale.Boxes, scale.Large, Now);
        var journal = Enumerable.Range(0, Patterns).Aggregate(
            JournalSnapshot.Empty,
            (snapshot, number) => snapshot.With(Rule(OperationKind.SetGoal, number)).With(Rule(OperationKind.Exempt, number)));
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var goals = GoalBook.At(Now, journal, new CoverageOptions());
            var boxes = CoverageRules.Of(zone, journal, goals, (_, _) => null, TimeSpan.FromMinutes(5), Now).ToList();
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (boxes.Count != scale.Boxes || boxes.All(box => box.Goal.Rule is null) || boxes.All(box => box.Exemption is null))
                throw new InvalidOperationException("The patterns cover no box.");
        }

        return new Figure(
            $"{scale.Boxes:N0} boxes, {scale.Large:N0} backups, {Patterns} patterns with goals, {Patterns} with exemptions",
            new Samples(taken[3..]), null, "ms", Goal.AtMost(200, "ms"));
    }

    // Each of the slugs of ten boxes.
    private static Operation Rule(OperationKind kind, int number)
    {
        var pattern = $"box-{number:D3}*";
        return new Operation
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            Zone = BoxScope.EveryZone,
            Target = $"{kind} {pattern}",
            KnowledgeBoxId = "",
            KnowledgeBoxSlug = pattern,
            Goal = kind is not OperationKind.SetGoal ? null
                : number % 2 == 0 ? new Journal.Goal(TimeSpan.FromHours(24))
                : new Journal.Goal(null, "0 7 * * 1-5", "Europe/Berlin"),
            ExemptUntil = kind is OperationKind.Exempt ? Now.AddDays(30) : null,
            Actor = new Actor("", ""),
            RequestedAt = Now,
            State = OperationState.Succeeded,
            EndedAt = Now,
        };
    }

    private static async Task<int> TotalAsync(HttpClient ours)
    {
        using var page = JsonDocument.Parse(await ours.GetStringAsync(new Uri("api/v1/coverage?pageSize=1", UriKind.Relative)));
        return page.RootElement.GetProperty("total").GetInt32();
    }
}
