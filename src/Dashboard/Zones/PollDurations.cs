using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Nuclia;
using BackupDashboard.Platform;

namespace BackupDashboard.Zones;

public sealed class PollDurations(IMeterFactory meters)
{
    private static readonly double[] Seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60];

    private readonly Histogram<double> _durations = meters.Create(Telemetry.Name).CreateHistogram(
        "backup.zone.poll.duration", "s", "How long a poll of a zone took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    public void Record(string zone, TimeSpan duration, NucliaError? failure) =>
        _durations.Record(duration.TotalSeconds, new("zone", zone), new KeyValuePair<string, object?>("outcome", Outcome(failure?.Kind)));

    private static string Outcome(NucliaErrorKind? failure) =>
        failure is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : "ok";
}
