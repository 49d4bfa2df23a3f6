namespace BackupDashboard.Alarms;

internal static partial class Log
{
    public static void Raised(ILogger logger, Alarm alarm)
    {
        var text = alarm.Detail is null ? alarm.Text : $"{alarm.Text} {alarm.Detail}";
        Action<ILogger, string, string, string> log = alarm.Key.Kind switch
        {
            AlarmKind.BackupVanished => BackupVanished,
            AlarmKind.BoxVanished => BoxVanished,
            AlarmKind.BackupStartedElsewhere => BackupStartedElsewhere,
            AlarmKind.BackupStalled => BackupStalled,
            AlarmKind.RestoreEmpty => RestoreEmpty,
            AlarmKind.RestoreSourceGone => RestoreSourceGone,
            AlarmKind.TokenExpiring => TokenExpiring,
            AlarmKind.TokenRefused => TokenRefused,
            AlarmKind.ZoneGone => ZoneGone,
            AlarmKind.BoxesHidden => BoxesHidden,
            AlarmKind.StorageUnusable => StorageUnusable,
            AlarmKind.WatcherStopped => WatcherStopped,
            AlarmKind.DatabaseOlder => DatabaseOlder,
            AlarmKind.ScheduleMissed => ScheduleMissed,
            AlarmKind.ScheduleInvalid => ScheduleInvalid,
            AlarmKind.ScheduleUncovered => ScheduleUncovered,
            AlarmKind.SchedulePaused => SchedulePaused,
            AlarmKind.RetentionBraked => RetentionBraked,
            AlarmKind.RetentionFailing => RetentionFailing,
            AlarmKind.RetentionHalted => RetentionHalted,
            AlarmKind.ChannelFailing => ChannelFailing,
            AlarmKind.ZoneUnreachable => ZoneUnreachable,
            AlarmKind.ApprovalWaits => ApprovalWaits,
            AlarmKind.ApproversMissing => ApproversMissing,
        };
        log(logger, alarm.Key.Zone, alarm.Key.Subject, text);
    }

    [LoggerMessage(400, LogLevel.Warning, "Alarm: backup vanished ({Zone} {Subject}). {Text}")]
    private static partial void BackupVanished(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(401, LogLevel.Warning, "Alarm: knowledge box vanished ({Zone} {Subject}). {Text}")]
    private static partial void BoxVanished(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(413, LogLevel.Warning, "Alarm: schedule missed ({Zone} {Subject}). {Text}")]
    private static partial void ScheduleMissed(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(414, LogLevel.Warning, "Alarm: schedule cannot run ({Zone} {Subject}). {Text}")]
    private static partial void ScheduleInvalid(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(415, LogLevel.Warning, "Alarm: schedule covers less ({Zone} {Subject}). {Text}")]
    private static partial void ScheduleUncovered(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(416, LogLevel.Warning, "Alarm: schedule paused ({Zone} {Subject}). {Text}")]
    private static partial void SchedulePaused(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(417, LogLevel.Warning, "Alarm: retention waits for release ({Zone} {Subject}). {Text}")]
    private static partial void RetentionBraked(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(418, LogLevel.Warning, "Alarm: retention fails ({Zone} {Subject}). {Text}")]
    private static partial void RetentionFailing(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(419, LogLevel.Warning, "Alarm: retention deletes nothing ({Zone} {Subject}). {Text}")]
    private static partial void RetentionHalted(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(402, LogLevel.Warning, "Alarm: backup started elsewhere ({Zone} {Subject}). {Text}")]
    private static partial void BackupStartedElsewhere(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(403, LogLevel.Warning, "Alarm: backup stalled ({Zone} {Subject}). {Text}")]
    private static partial void BackupStalled(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(404, LogLevel.Warning, "Alarm: restored box stays empty ({Zone} {Subject}). {Text}")]
    private static partial void RestoreEmpty(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(405, LogLevel.Warning, "Alarm: token expires ({Zone} {Subject}). {Text}")]
    private static partial void TokenExpiring(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(406, LogLevel.Warning, "Alarm: token refused ({Zone} {Subject}). {Text}")]
    private static partial void TokenRefused(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(407, LogLevel.Warning, "Alarm: watcher stopped ({Zone} {Subject}). {Text}")]
    private static partial void WatcherStopped(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(408, LogLevel.Warning, "Alarm: zone no longer listed ({Zone} {Subject}). {Text}")]
    private static partial void ZoneGone(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(409, LogLevel.Warning, "Alarm: boxes out of sight ({Zone} {Subject}). {Text}")]
    private static partial void BoxesHidden(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(410, LogLevel.Warning, "Alarm: storage cannot be used ({Zone} {Subject}). {Text}")]
    private static partial void StorageUnusable(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(411, LogLevel.Warning, "Alarm: older database ({Zone} {Subject}). {Text}")]
    private static partial void DatabaseOlder(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(412, LogLevel.Warning, "Alarm: backup deleted during its restore ({Zone} {Subject}). {Text}")]
    private static partial void RestoreSourceGone(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(427, LogLevel.Warning, "Alarm: channel does not deliver ({Zone} {Subject}). {Text}")]
    private static partial void ChannelFailing(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(426, LogLevel.Warning, "Alarm: zone cannot be read ({Zone} {Subject}). {Text}")]
    private static partial void ZoneUnreachable(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(428, LogLevel.Warning, "Alarm: waits for approval ({Zone} {Subject}). {Text}")]
    private static partial void ApprovalWaits(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(429, LogLevel.Warning, "Alarm: approvers missing ({Zone} {Subject}). {Text}")]
    private static partial void ApproversMissing(ILogger logger, string zone, string subject, string text);

    [LoggerMessage(420, LogLevel.Information, "Alarm {Key} is over")]
    public static partial void Ended(ILogger logger, AlarmKey key);

    [LoggerMessage(421, LogLevel.Information, "Alarm {Key} was acknowledged by {Name} ({ObjectId})")]
    public static partial void Acknowledged(ILogger logger, AlarmKey key, string name, string objectId);

    [LoggerMessage(422, LogLevel.Error, "Checking for alarms failed unexpectedly; will retry")]
    public static partial void WatchThrew(ILogger logger, Exception exception);

    [LoggerMessage(423, LogLevel.Warning, "Refused: {ObjectId} may not acknowledge alarm {Key}")]
    public static partial void NotAcknowledged(ILogger logger, string objectId, AlarmKey key);

    [LoggerMessage(424, LogLevel.Critical, "Alarms could not be acknowledged: the database cannot be written")]
    public static partial void AcknowledgementNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(425, LogLevel.Warning, "It is not known whether this database is the last one used here: there is no file with the "
        + "journal's last head. Nothing is pending, so nothing is held")]
    public static partial void DatabaseAgeUnknown(ILogger logger);
}
