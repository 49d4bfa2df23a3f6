namespace BackupDashboard.Restores;

/// <summary>What the counters of a restored box tell. The cloud itself reports nothing of a restore.</summary>
public enum RestoreState
{
    Arriving,

    /// <summary>Nothing has moved for <see cref="RestoresOptions.StalledAfter"/>, and what is there is not what the backup held.</summary>
    Stalled,

    /// <summary>No resource has arrived within <see cref="RestoresOptions.EmptyAfter"/>, and the backup is not known to be empty: an alarm.</summary>
    StillEmpty,

    /// <summary>The counters are the baseline's, and have stayed so.</summary>
    ContentComplete,

    /// <summary>Without a baseline: there is content, and nothing has moved for <see cref="RestoresOptions.QuietAfter"/>. No proof.</summary>
    Quiet,

    /// <summary>The new box does not exist any more.</summary>
    Gone,
}
