using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Inventory;

internal sealed class KnownZones(InventoryStore store, IDbContextFactory<DashboardContext> contexts) : IKnownZones
{
    public async Task<IReadOnlyList<string>> SlugsAsync(CancellationToken cancellationToken) => await contexts.UseAsync(
        db => db.Set<KnownZone>().AsNoTracking().OrderBy(zone => zone.Slug).Select(zone => zone.Slug).ToListAsync(cancellationToken),
            cancellationToken);

    public async Task<KnownSnapshot> LastSnapshotAsync(string slug, CancellationToken cancellationToken)
    {
        var memory = await store.LoadAsync(slug, cancellationToken);
        return new KnownSnapshot(slug, memory.LastLookWrittenAt, memory.Backups, memory.Boxes);
    }
}
