using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Platform;

namespace BackupDashboard.Alarms;

// Alarms that are not closed, by kind. They are loaded from the database, so a restart leaves no gap.
internal sealed class AlarmMetrics
{
    private static readonly AlarmKind[] Kinds = Enum.GetValues<AlarmKind>();
    private readonly AlarmStore _book;

    public AlarmMetrics(IMeterFactory meters, AlarmStore book)
    {
        _book = book;
        meters.Create(Telemetry.Name).CreateObservableGauge(
            "backup.alarms.open", Open, "{alarm}", "Alarms that last, or that no one has acknowledged.");
    }

    // Every kind, also with 0: an alert must not wait for the first to create its series.
    private IEnumerable<Measurement<int>> Open()
    {
        var open = _book.Current.Open.Values.ToLookup(alarm => alarm.Key.Kind);
        return Kinds.Select(kind => new Measurement<int>(
            open[kind].Count(), new KeyValuePair<string, object?>("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))));
    }
}
