using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Storage;

internal static class DatabaseVersion
{
    // Throws StorageException: a newer version has used it. What that one keeps there, this one would not, and would not notice either.
    public static async Task BringToThisVersionAsync(this DashboardContext db, CancellationToken cancellationToken)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Except(db.Database.GetMigrations()).LastOrDefault() is { } unknown)
            throw new StorageException(
                $"A newer version of BackupDashboard has used the database (its change '{unknown}'). Start that version, or put back a "
                    + "copy of the database from before the upgrade.");
        await db.Database.MigrateAsync(cancellationToken);
    }
}
