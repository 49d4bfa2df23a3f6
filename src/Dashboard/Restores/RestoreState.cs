namespace BackupDashboard.Restores;

/// <summary>Derived from the counters of a restored box: the cloud itself reports nothing about a restore.</summary>
public enum RestoreState
{
    Arriving,

    /// <summary>
    /// Fewer resources than the backup held, and their number has not moved for <see cref="RestoresOptions.StalledAfter"/>.
    /// </summary>
    Stalled,

    /// <summary>
    /// No resource has arrived within <see cref="RestoresOptions.EmptyAfter"/>, and the backup is not known to be empty: an alarm.
    /// </summary>
    StillEmpty,

    /// <summary>As many resources as the backup held, and nothing has moved for some polls.</summary>
    ContentComplete,

    /// <summary>
    /// There is content, its number has not moved for <see cref="RestoresOptions.QuietAfter"/>, and there is nothing to compare it with.
    /// Counts as complete, without proof.
    /// </summary>
    Quiet,

    // More resources than the backup held: someone works in the new box. How much of the backup has arrived cannot be counted.
    Grown,

    /// <summary>
    /// Its backup was deleted while it was being read, and nothing has arrived for <see cref="RestoresOptions.QuietAfter"/>: what is
    /// missing is lost.
    /// </summary>
    Partial,

    /// <summary>The new box no longer exists.</summary>
    Gone,
}
