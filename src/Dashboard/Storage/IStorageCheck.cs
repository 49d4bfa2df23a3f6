namespace BackupDashboard.Storage;

/// <summary>Something of a feature's own without which the storage cannot be used, although it can be written.</summary>
internal interface IStorageCheck
{
    /// <exception cref="StorageException">It is not as it has to be.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
