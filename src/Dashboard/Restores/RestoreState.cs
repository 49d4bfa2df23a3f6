namespace BackupDashboard.Restores;

/// <summary>Derived from the counters of a restored box: the cloud itself reports nothing about a restore.</summary>
public enum RestoreState
{
    Arriving,

    Stalled,

    StillEmpty,

    ContentComplete,

    // There is content, its number has not moved for RestoresOptions.QuietAfter, and there is nothing to compare it with. Counts as
    // complete, without proof.
    Quiet,

    // More resources than the backup held: someone works in the new box. How much of the backup has arrived cannot be counted.
    Grown,

    // Its backup was deleted while it was being read, and nothing has arrived for RestoresOptions.QuietAfter: what is missing is lost.
    Partial,

    Gone,
}
