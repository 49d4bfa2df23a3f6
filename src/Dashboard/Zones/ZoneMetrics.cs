using System.Diagnostics.Metrics;
using BackupDashboard.Platform;

namespace BackupDashboard.Zones;

// Metrics of the current snapshots. A zone that has left is no longer reported, and one that was never read is not reported as 0.
internal sealed class ZoneMetrics
{
    private readonly AccountWatcher _account;
    private readonly ZoneWatchers _zones;
    private readonly TimeProvider _time;

    public ZoneMetrics(IMeterFactory meters, AccountWatcher account, ZoneWatchers zones, TimeProvider time)
    {
        (_account, _zones, _time) = (account, zones, time);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(
            "backup.account.up", AccountUp, description: "1 when the latest poll of the account succeeded, else 0.");
        meter.CreateObservableGauge("backup.zone.up", ZonesUp, description: "1 when the latest poll of the zone succeeded, else 0.");
        meter.CreateObservableGauge("backup.zone.data.age", Ages, "s", "How long ago the zone's backups were last read.");
        meter.CreateObservableGauge("backup.zone.backups", Backups, "{backup}", "Backups that the zone lists.");
    }

    private IEnumerable<Measurement<int>> AccountUp() =>
        _account.Current is { AsOf: null, Failure: null } ? [] : [new(_account.Current.Failure is null ? 1 : 0)];

    private IEnumerable<Measurement<int>> ZonesUp() =>
        Snapshots().Where(zone => zone.PolledAt is not null).Select(zone => new Measurement<int>(zone.Failure is null ? 1 : 0, Of(zone)));

    private IEnumerable<Measurement<double>> Ages()
    {
        var now = _time.GetUtcNow();
        foreach (var zone in Snapshots())
        {
            if (zone.AsOf is { } asOf)
                yield return new((now - asOf).TotalSeconds, Of(zone));
        }
    }

    private IEnumerable<Measurement<int>> Backups() =>
        from zone in Snapshots()
        where zone.IsLoaded
        let unfinished = zone.Index.InProgress + zone.Index.Stalled
        from measurement in (Measurement<int>[])
        [
            new(zone.Index.InProgress, Of(zone), new("state", "in_progress")),
            new(zone.Backups.Count - unfinished, Of(zone), new("state", "completed")),
            new(zone.Index.Stalled, Of(zone), new("state", "stalled")),
        ]
        select measurement;

    private IEnumerable<ZoneSnapshot> Snapshots() => _zones.Present.Select(watcher => watcher.Current);

    private static KeyValuePair<string, object?> Of(ZoneSnapshot zone) => new("zone", zone.Zone.Slug);
}
