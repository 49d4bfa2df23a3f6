using BackupDashboard.Journal;

namespace BackupDashboard.Alarms;

// How much an alarm of each kind matters, for whom it is told to.
internal static class AlarmSeverities
{
    public static AlarmSeverity Of(AlarmKind kind) => kind switch
    {
        AlarmKind.BackupVanished or AlarmKind.BoxVanished or AlarmKind.RestoreEmpty or AlarmKind.RestoreSourceGone or AlarmKind.TokenRefused
            or AlarmKind.WatcherStopped or AlarmKind.ZoneUnreachable or AlarmKind.ZoneGone or AlarmKind.StorageUnusable
            or AlarmKind.DatabaseOlder or AlarmKind.ScheduleMissed or AlarmKind.ScheduleInvalid or AlarmKind.RetentionFailing
            or AlarmKind.ChannelFailing =>
            AlarmSeverity.Error,
        AlarmKind.BackupStalled or AlarmKind.TokenExpiring or AlarmKind.BoxesHidden or AlarmKind.ScheduleUncovered
            or AlarmKind.RetentionBraked or AlarmKind.RetentionHalted or AlarmKind.ApprovalWaits or AlarmKind.ApproversMissing =>
            AlarmSeverity.Warning,
        AlarmKind.BackupStartedElsewhere or AlarmKind.SchedulePaused => AlarmSeverity.Notice,
    };
}
