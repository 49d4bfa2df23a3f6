namespace BackupDashboard.Storage;

// What differs between the databases, apart from their contexts.
internal interface IDatabaseEngine
{
    DashboardContext NewContext();

    // Makes the database this process's own, brings it to this version, and checks it.
    // Throws StorageException: it cannot be used. The message names the setting and the reason.
    Task OpenAsync(DashboardContext db, CancellationToken cancellationToken);
}
