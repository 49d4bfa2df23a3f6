namespace BackupDashboard.Storage;

/// <summary>A database that one dashboard uses at a time, and how another one becomes that one.</summary>
internal interface ISuccession
{
    /// <summary>
    /// One step: takes the database if no one has it. One whose process no longer gives a sign of life is put out first, which takes
    /// several steps.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be reached.</exception>
    Task<bool> TryTakeAsync(CancellationToken cancellationToken);

    /// <returns>The address of the dashboard that used the database last; null if there is none, or it has told none.</returns>
    /// <exception cref="StorageException">The database cannot be reached.</exception>
    Task<Uri?> FindActiveAsync(CancellationToken cancellationToken);

    /// <value>Number of dashboards that stand by, as last counted by the one that is active.</value>
    int Standbys { get; }

    /// <value>
    /// True while this process, which is active, has not reached the database for so long that another one, which stood by, may have taken
    /// over.
    /// </value>
    bool IsCutOff { get; }
}
