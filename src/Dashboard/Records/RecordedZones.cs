using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Records;

internal sealed class RecordedZones(RecordStore store, IDbContextFactory<DashboardContext> contexts) : IRecordedZones
{
    public async Task<IReadOnlyList<string>> SlugsAsync(CancellationToken cancellation) => await contexts.UseAsync(
        db => db.Set<RecordedZone>().AsNoTracking().OrderBy(zone => zone.Slug).Select(zone => zone.Slug).ToListAsync(cancellation), cancellation);

    public async Task<RecordedPicture> LastPictureAsync(string slug, CancellationToken cancellation)
    {
        var memory = await store.LoadAsync(slug, cancellation);
        return new RecordedPicture(slug, memory.LastLookWrittenAt, memory.Backups, memory.Boxes);
    }
}
