using BackupDashboard.Journal;

namespace BackupDashboard.Coverage;

/// <summary>A goal at one moment.</summary>
/// <param name="MaxAge">
/// How old the newest good backup may be, from its start. With a deadline: the time since the deadline before the last one.
/// </param>
/// <param name="DueSoonAfter">From this age on a new backup is due soon.</param>
/// <param name="Rule">Who set it, and for which boxes. Null for the default of the settings.</param>
public sealed record FreshnessGoal(TimeSpan MaxAge, TimeSpan DueSoonAfter, Operation? Rule = null)
{
    public Goal Terms => Rule?.Goal ?? new Goal(MaxAge);

    /// <summary>When a backup has to be there that does not exist yet. Null without a deadline.</summary>
    public DateTimeOffset? NextDeadline { get; init; }

    /// <summary>Why nothing can be judged by it, as a sentence. Null if it can.</summary>
    public string? Problem { get; init; }
}
