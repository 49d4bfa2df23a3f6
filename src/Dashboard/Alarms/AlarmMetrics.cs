using System.Diagnostics.Metrics;

namespace BackupDashboard.Alarms;

/// <summary>How many alarms are not closed, by kind. From what is loaded from the database: a restart leaves no gap.</summary>
internal sealed class AlarmMetrics(IMeterFactory meters, AlarmBook book) : IHostedService
{
    public const string MeterName = "BackupDashboard";

    private static readonly AlarmKind[] Kinds = Enum.GetValues<AlarmKind>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(MeterName).CreateObservableGauge(
            "backup_alarms_open", () => Measure(book.Current), "{alarm}", "Alarms that last, or that nobody has acknowledged.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Measure(AlarmSnapshot alarms)
    {
        var open = alarms.Open.Values.ToLookup(alarm => alarm.Key.Kind);
        return Kinds.Select(kind => new Measurement<long>(open[kind].Count(), new KeyValuePair<string, object?>("kind", kind.ToString())));
    }
}
