using BackupDashboard.Access;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Retention;
using BackupDashboard.Zones;

namespace BackupDashboard.Benchmarks;

/// <summary>What it takes to say which backups of a large account go by one rule, from the lists of its zones to the plan's hash.</summary>
internal static class RetentionBenchmark
{
    private const int Times = 13;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 1, TimeSpan.Zero);

    public static Task RunAsync(Scale scale, Action<Figure> tell)
    {
        var zone = LargeZone.Of(scale.Boxes, scale.Large, Now);
        var rule = new RetentionRule
        {
            Id = Guid.NewGuid(),
            Name = "Standard",
            CreatedBy = new Actor("", ""),
            Terms = new RetentionTerms
            {
                Scope = RetentionScope.All,
                Boxes = [new BoxScope(BoxScope.EveryZone, null, "box-*")],
                Keep = new RetentionCounts(Last: 2, Hourly: 0, Daily: 7, Weekly: 4, Monthly: 6, Yearly: 1),
                MinimumAge = TimeSpan.FromHours(24),
                TimeZone = "Europe/Berlin",
            },
        };
        var team = LargeZone.Team(Right.Delete);
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var facts = new RetentionFacts(
                JournalSnapshot.Empty, FingerprintsSnapshot.Empty, (_, _) => default,
                new Dictionary<(string, string), RetentionHold>(), mayBeOlder: false, largestLoss: 0.3);
            var boxes = BoxPlans.Of(facts.BoxesOf(zone, isReadable: true), rule, [], _ => team, Now);
            var plan = new RetentionPlan(rule, Now, boxes, []);
            var seen = (plan.Hash, plan.Count, plan.Size);
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (plan.Boxes.Count != scale.Boxes || seen.Count == 0)
                throw new InvalidOperationException(
                    $"Only {plan.Boxes.Count} of {scale.Boxes} boxes were planned, {seen.Count} backups go.");
        }

        tell(new Figure(
            $"{scale.Boxes:N0} boxes, {scale.Large:N0} backups, preview of one rule", new Samples(taken[3..]), null, "ms",
            Goal.AtMost(1000, "ms")));
        return Task.CompletedTask;
    }
}
