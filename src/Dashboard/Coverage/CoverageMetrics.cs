using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Platform;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

// A zone that was never read has no boxes yet, and is not reported.
internal sealed class CoverageMetrics
{
    private readonly ZoneMonitor _zones;
    private readonly CoverageJudge _judge;

    public CoverageMetrics(IMeterFactory meters, ZoneMonitor zones, CoverageJudge judge)
    {
        (_zones, _judge) = (zones, judge);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(
            "backup.coverage.boxes", Boxes, "{box}", "Knowledge boxes by how recently they are backed up, against their goals.");
        meter.CreateObservableGauge("backup.box.age", Ages, "s", "How old the newest good backup of a knowledge box is.");
        meter.CreateObservableGauge("backup.box.goal", Goals, "s", "How old the newest good backup of a knowledge box may be.");
    }

    // Every verdict, also with 0: an alert must not wait for the first late box to create its series.
    private IEnumerable<Measurement<int>> Boxes() =>
        from zone in Report().Boxes.GroupBy(box => box.Zone)
        from verdict in Enum.GetValues<Verdict>()
        select new Measurement<int>(
            zone.Count(box => box.Verdict == verdict), new("zone", zone.Key),
                new("verdict", JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString())));

    private IEnumerable<Measurement<double>> Ages() =>
        from box in Report().Boxes
        where box.Age is not null
        select new Measurement<double>(box.Age!.Value.TotalSeconds, Of(box));

    private IEnumerable<Measurement<double>> Goals() =>
        from box in Report().Boxes select new Measurement<double>(box.Goal.MaxAge.TotalSeconds, Of(box));

    private CoverageReport Report() => _judge.Judge(_zones.Present);

    private static KeyValuePair<string, object?>[] Of(BoxCoverage box) => [new("zone", box.Zone), new("kb", box.Box.Slug)];
}
