namespace BackupDashboard.Alarms;

public enum AlarmKind
{
    // A backup is gone, and no operation of ours deleted it.
    BackupVanished,

    // A knowledge box is gone whose newest completed backup is old, or that has none.
    BoxVanished,

    BackupStartedElsewhere,

    BackupStalled,

    RestoreEmpty,

    // The backup under a running restore was deleted by someone else: the new box may stay partial.
    RestoreSourceGone,

    TokenExpiring,
    TokenRefused,

    WatcherStopped,

    ZoneGone,

    // The account counts more knowledge boxes than its zones list: the token does not cover every box.
    BoxesHidden,

    // The dashboard's own storage cannot be written, so it accepts no commands.
    StorageUnusable,

    // The dashboard's database is older than the last one used here, or may be.
    DatabaseOlder,

    // At its latest time a schedule did not back up every box.
    ScheduleMissed,

    // Its time zone is not known on this machine.
    ScheduleInvalid,

    // Boxes that it names are gone, or no longer its team's.
    ScheduleUncovered,

    // It has been paused for long.
    SchedulePaused,

    // A retention rule would delete so much that a person has to release it.
    RetentionBraked,

    // It could not delete a backup, three times.
    RetentionFailing,

    // It deletes nothing, and has not for a while.
    RetentionHalted,

    // It has not been readable for a while.
    ZoneUnreachable,

    // A channel does not deliver.
    ChannelFailing,

    // A request waits for a second person.
    ApprovalWaits,

    // The settings ask for a second person, and there are not two who could approve.
    ApproversMissing,
}
