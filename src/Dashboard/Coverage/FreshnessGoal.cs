namespace BackupDashboard.Coverage;

/// <summary>How recently a knowledge box has to be backed up.</summary>
/// <param name="MaxAge">Of its newest good backup, from the backup's start.</param>
/// <param name="DueSoonAfter">From this age on a new backup is due soon.</param>
public sealed record FreshnessGoal(TimeSpan MaxAge, TimeSpan DueSoonAfter);
