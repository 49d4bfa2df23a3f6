using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Platform;

namespace BackupDashboard.Alarms;

/// <summary>How many alarms are not closed, by kind. From what is loaded from the database: a restart leaves no gap.</summary>
public sealed class AlarmMetrics
{
    private static readonly AlarmKind[] Kinds = Enum.GetValues<AlarmKind>();
    private readonly AlarmStore _book;

    public AlarmMetrics(IMeterFactory meters, AlarmStore book)
    {
        _book = book;
        meters.Create(Telemetry.Name).CreateObservableGauge(
            "backup.alarms.open", Open, "{alarm}", "Alarms that last, or that nobody has acknowledged.");
    }

    /// <summary>Every kind, also with 0: an alert must not wait for the first to make its series.</summary>
    private IEnumerable<Measurement<int>> Open()
    {
        var open = _book.Current.Open.Values.ToLookup(alarm => alarm.Key.Kind);
        return Kinds.Select(kind => new Measurement<int>(
            open[kind].Count(), new KeyValuePair<string, object?>("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))));
    }
}
