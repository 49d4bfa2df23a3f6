using BackupDashboard.Access;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Inventory;

/// <summary>What is recorded of backups that zones have listed, also of those that are gone.</summary>
public sealed class BackupRecords(IDbContextFactory<DashboardContext> contexts)
{
    /// <returns>Null if it was never listed, and equally if it may not be viewed.</returns>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<BackupRecord?> FindAsync(string zone, string id, Grants viewer, CancellationToken cancellationToken)
    {
        // SQLite reads on the caller's thread, even in asynchronous methods.
        var row = await Task.Run(
            () => contexts.UseAsync(
                db => db.Set<KnownBackup>().AsNoTracking()
                    .FirstOrDefaultAsync(known => known.Zone == zone && known.Id == id, cancellationToken),
                cancellationToken),
            cancellationToken);
        return row is not null && viewer.CanView(zone, row.Slug)
            ? new BackupRecord(row.ToBackup(), row.FirstSeenAt, row.GoneAt, row.Origin is BackupOrigin.Elsewhere)
            : null;
    }
}

/// <param name="GoneAt">When it was no longer listed; null while it is.</param>
/// <param name="IsFromElsewhere">It was not started through this dashboard.</param>
public sealed record BackupRecord(Backup Backup, DateTimeOffset FirstSeenAt, DateTimeOffset? GoneAt, bool IsFromElsewhere);
