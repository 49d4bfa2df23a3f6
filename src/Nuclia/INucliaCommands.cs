namespace BackupDashboard.Nuclia;

/// <summary>
/// Everything that changes the cloud. Each call is sent at most once, with one long time-out
/// (<see cref="NucliaOptions.CommandTimeout"/>): a second copy could start a second backup.
/// </summary>
/// <remarks>
/// When <see cref="NucliaError.MayHaveBeenApplied"/> is true the outcome is unknown: look at the cloud before asking again.
/// Only the caller's own cancellation throws, and it too leaves the outcome unknown.
/// </remarks>
public interface INucliaCommands
{
    /// <summary>Starts a backup. It is asynchronous: the list tells when it is finished.</summary>
    /// <returns>The id of the new backup.</returns>
    Task<NucliaResult<string>> CreateBackupAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken);

    /// <summary>Deletes a backup, finished or not. The cloud offers no lock, no precondition and no undo.</summary>
    Task<NucliaResult<Nothing>> DeleteBackupAsync(Zone zone, string backupId, CancellationToken cancellationToken);

    /// <summary>Creates a new knowledge box and begins to fill it from the backup; its content arrives later.</summary>
    /// <returns>The id of the new knowledge box.</returns>
    Task<NucliaResult<string>> RestoreBackupAsync(
        Zone zone, string backupId, string slug, string title, CancellationToken cancellationToken);
}
