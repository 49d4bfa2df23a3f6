namespace BackupDashboard.Alarms;

public enum AlarmKind
{
    /// <summary>A backup is gone, and no operation of ours deleted it.</summary>
    BackupVanished,

    /// <summary>A knowledge box is gone whose newest completed backup is old, or that has none.</summary>
    BoxVanished,

    /// <summary>No operation of ours started the backup.</summary>
    BackupStartedElsewhere,

    BackupStalled,

    /// <summary>No content arrives in a restored knowledge box.</summary>
    RestoreEmpty,

    /// <summary>The backup under a running restore was deleted by someone else: the new box may stay partial.</summary>
    RestoreSourceGone,

    TokenExpiring,
    TokenRefused,

    /// <summary>A zone, or the account, is no longer polled.</summary>
    WatcherStopped,

    /// <summary>The account no longer lists a zone that was read before.</summary>
    ZoneGone,

    /// <summary>The account counts more knowledge boxes than its zones list: the token does not cover every box.</summary>
    BoxesHidden,

    /// <summary>The dashboard's own storage cannot be written, so it accepts no commands.</summary>
    StorageUnusable,

    /// <summary>The dashboard's database is older than the last one used here, or may be.</summary>
    DatabaseOlder,
}
