namespace BackupDashboard.Alarms;

public enum AlarmKind
{
    /// <summary>A backup is gone, and no operation of ours has deleted it.</summary>
    BackupVanished,

    /// <summary>A knowledge box is gone whose newest completed backup is old, or that has none.</summary>
    BoxVanished,

    /// <summary>A backup that no operation of ours has started.</summary>
    BackupStartedElsewhere,

    BackupStalled,

    /// <summary>A restored knowledge box to which no content comes.</summary>
    RestoreEmpty,

    /// <summary>The backup under a running restore was deleted by someone else: the new box may stay partial.</summary>
    RestoreSourceGone,

    TokenExpiring,
    TokenRefused,

    /// <summary>Nobody looks at a zone, or at the account.</summary>
    WatcherStopped,

    /// <summary>The account no longer lists a zone that was read before.</summary>
    ZoneGone,

    /// <summary>The account counts more knowledge boxes than its zones list: the token does not see every box.</summary>
    BoxesHidden,

    /// <summary>The dashboard's own storage cannot be written, so it takes no commands.</summary>
    StorageUnusable,

    /// <summary>The dashboard's database is older than the last one used here, or may be.</summary>
    DatabaseOlder,
}
