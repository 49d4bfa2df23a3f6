using BackupDashboard.Feeds;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed class InventoryService(
    ZoneMonitor zones, InventoryStore store, BackupOrigins own, IEnumerable<IZoneReportHandler> handlers,
        ILogger<ZoneRecorder> logger) : ZoneFollower(zones)
{
    protected override Func<Batch<ZoneSnapshot, Backup>, CancellationToken, Task> Begin(string zone) =>
        new ZoneRecorder(zone, store, own, Zones, handlers, logger).TakeAsync;

    protected override void OnThrew(string zone, Exception exception) => Log.RecordingThrew(logger, exception, zone);
}
