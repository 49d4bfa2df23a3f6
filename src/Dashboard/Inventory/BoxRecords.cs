using BackupDashboard.Operations;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Inventory;

/// <summary>What is recorded of knowledge boxes that zones have listed. Ids alone: a reader keeps those of boxes in sight.</summary>
public sealed class BoxRecords(IDbContextFactory<DashboardContext> contexts)
{
    /// <summary>Boxes that came after this moment. What a zone held when it was first looked at may have been there for long.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<IReadOnlySet<BoxInZone>> FirstSeenAfterAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        // SQLite reads on the caller's thread, even in asynchronous methods.
        var boxes = await Task.Run(
            () => contexts.UseAsync(
                db => db.Set<KnownBox>().AsNoTracking().Where(box => box.FirstSeenAt > moment && box.GoneAt == null)
                    .Join(db.Set<KnownZone>(), box => box.Zone, zone => zone.Slug, (box, zone) => new { box, zone.FirstSeenAt })
                    .Where(known => known.box.FirstSeenAt > known.FirstSeenAt)
                    .Select(known => new { known.box.Zone, known.box.Id }).ToListAsync(cancellationToken),
                cancellationToken),
            cancellationToken);
        return boxes.Select(box => new BoxInZone(box.Zone, box.Id)).ToHashSet();
    }
}
