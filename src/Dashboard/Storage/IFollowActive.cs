namespace BackupDashboard.Storage;

/// <summary>What a dashboard that stands by keeps up with, while another one is active.</summary>
internal interface IFollowActive
{
    /// <returns>Why this dashboard could never take over; null if it could.</returns>
    /// <exception cref="StorageException">The database cannot be reached.</exception>
    Task<string?> FollowAsync(CancellationToken cancellationToken);
}
