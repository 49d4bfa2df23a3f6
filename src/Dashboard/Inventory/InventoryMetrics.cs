using System.Diagnostics.Metrics;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Inventory;

// Metrics that must outlive a restart, read from the database: an unreachable zone keeps its figures, a box that is gone does not.
internal sealed class InventoryMetrics
{
    private readonly IDbContextFactory<DashboardContext> _contexts;

    public InventoryMetrics(IMeterFactory meters, IDbContextFactory<DashboardContext> contexts)
    {
        _contexts = contexts;
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(
            "backup.zone.last_read.timestamp", LastReads, "s", "When the zone's backups were last read, in Unix time.");
        meter.CreateObservableGauge(
            "backup.last_success.timestamp", LastSuccesses, "s",
            "When the newest backup of a knowledge box that is still there finished, in Unix time.");
    }

    private List<Measurement<long>> LastReads() => _contexts.Use<List<Measurement<long>>>(db =>
    [
        .. db.Set<KnownZone>().AsNoTracking().AsEnumerable()
            .Select(
                zone => new Measurement<long>(zone.LastLookAt.ToUnixTimeSeconds(), new KeyValuePair<string, object?>("zone", zone.Slug))),
    ]);

    private List<Measurement<long>> LastSuccesses() => _contexts.Use(LastSuccesses);

    private static List<Measurement<long>> LastSuccesses(DashboardContext db)
    {
        var boxes = db.Set<KnownBox>().AsNoTracking().Where(box => box.GoneAt == null)
            .ToDictionary(box => (box.Zone, box.Id), box => box.Slug);
        return [.. db.Set<KnownBackup>()
            .Where(backup => backup.GoneAt == null && backup.FinishedAt != null)
            .GroupBy(
                backup => new { backup.Zone, backup.KnowledgeBoxId },
                (key, backups) => new { key.Zone, key.KnowledgeBoxId, Last = backups.Max(backup => backup.FinishedAt) })
            .AsEnumerable()
            .Where(group => boxes.ContainsKey((group.Zone, group.KnowledgeBoxId)))
            .Select(group => new Measurement<long>(
                group.Last!.Value.ToUnixTimeSeconds(), new("zone", group.Zone), new("kb", boxes[(group.Zone, group.KnowledgeBoxId)])))];
    }
}
