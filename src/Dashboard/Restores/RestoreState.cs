namespace BackupDashboard.Restores;

/// <summary>What the counters of a restored box tell. The cloud itself reports nothing of a restore.</summary>
public enum RestoreState
{
    Arriving,

    /// <summary>There are fewer resources than the backup held, and their number has not moved for <see cref="RestoresOptions.StalledAfter"/>.</summary>
    Stalled,

    /// <summary>No resource has arrived within <see cref="RestoresOptions.EmptyAfter"/>, and the backup is not known to be empty: an alarm.</summary>
    StillEmpty,

    /// <summary>There are as many resources as the backup held, and nothing has moved for some looks.</summary>
    ContentComplete,

    /// <summary>
    /// There is content, its number has not moved for <see cref="RestoresOptions.QuietAfter"/>, and there is nothing to compare it with: the backup was
    /// not counted, or there is more than it held. Counts as complete, without a proof.
    /// </summary>
    Quiet,

    /// <summary>There are more resources than the backup held: someone works in the new box. How much of the backup has arrived cannot be counted.</summary>
    Grown,

    /// <summary>
    /// Its backup was deleted while it was being read, and nothing has arrived for <see cref="RestoresOptions.QuietAfter"/>: what is missing is lost.
    /// </summary>
    Partial,

    /// <summary>The new box does not exist any more.</summary>
    Gone,
}
