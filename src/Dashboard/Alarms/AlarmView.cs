using MudBlazor;

namespace BackupDashboard.Alarms;

internal static class AlarmView
{
    public static string Of(AlarmKind kind) => kind switch
    {
        AlarmKind.BackupVanished => "Backup vanished",
        AlarmKind.BoxVanished => "Knowledge box vanished",
        AlarmKind.BackupStartedElsewhere => "Backup started elsewhere",
        AlarmKind.BackupStalled => "Backup stalled",
        AlarmKind.RestoreEmpty => "Restored box is empty",
        AlarmKind.RestoreSourceGone => "Backup deleted during its restore",
        AlarmKind.TokenExpiring => "Token expires",
        AlarmKind.TokenRefused => "Token refused",
        AlarmKind.ZoneGone => "Zone no longer listed",
        AlarmKind.BoxesHidden => "Boxes out of sight",
        AlarmKind.StorageUnusable => "Storage cannot be used",
        AlarmKind.WatcherStopped => "Monitoring stopped",
        AlarmKind.DatabaseOlder => "Older database",
        AlarmKind.ScheduleMissed => "Schedule missed",
        AlarmKind.ScheduleInvalid => "Schedule cannot run",
        AlarmKind.ScheduleUncovered => "Schedule covers less",
        AlarmKind.SchedulePaused => "Schedule paused",
        AlarmKind.RetentionBraked => "Retention waits for release",
        AlarmKind.RetentionFailing => "Retention fails",
        AlarmKind.RetentionHalted => "Retention deletes nothing",
        AlarmKind.ZoneUnreachable => "Zone cannot be read",
        AlarmKind.ChannelFailing => "Channel does not deliver",
        AlarmKind.ApprovalWaits => "Waits for approval",
        AlarmKind.ApproversMissing => "Approvers missing",
    };

    public static string IconOf(AlarmKind kind) => kind switch
    {
        AlarmKind.BackupVanished or AlarmKind.BoxVanished or AlarmKind.RestoreSourceGone => Icons.Material.Outlined.SearchOff,
        AlarmKind.BackupStartedElsewhere => Icons.Material.Outlined.PersonSearch,
        AlarmKind.BackupStalled or AlarmKind.RestoreEmpty => Icons.Material.Outlined.HourglassBottom,
        AlarmKind.TokenExpiring or AlarmKind.TokenRefused => Icons.Material.Outlined.Key,
        AlarmKind.ZoneGone or AlarmKind.ZoneUnreachable => Icons.Material.Outlined.CloudOff,
        AlarmKind.BoxesHidden => Icons.Material.Outlined.FilterNone,
        AlarmKind.StorageUnusable => Icons.Material.Outlined.SaveAs,
        AlarmKind.WatcherStopped => Icons.Material.Outlined.VisibilityOff,
        AlarmKind.DatabaseOlder => Icons.Material.Outlined.SettingsBackupRestore,
        AlarmKind.ScheduleMissed or AlarmKind.ScheduleInvalid => Icons.Material.Outlined.EventBusy,
        AlarmKind.ScheduleUncovered => Icons.Material.Outlined.RemoveDone,
        AlarmKind.SchedulePaused or AlarmKind.RetentionHalted => Icons.Material.Outlined.PauseCircle,
        AlarmKind.RetentionBraked => Icons.Material.Outlined.PanTool,
        AlarmKind.RetentionFailing => Icons.Material.Outlined.AutoDelete,
        AlarmKind.ChannelFailing => Icons.Material.Outlined.NotificationsOff,
        AlarmKind.ApprovalWaits or AlarmKind.ApproversMissing => Icons.Material.Outlined.HowToReg,
    };

    public static string StateOf(Alarm alarm) => alarm switch
    {
        { EndedAt: not null } => "Resolved",
        { IsEvent: true } => "Event",
        _ => "Active",
    };

    public static string Count(int unacknowledged) => unacknowledged switch
    {
        0 => "Alarms: none to acknowledge",
        1 => "Alarms: 1 to acknowledge",
        _ => $"Alarms: {Shell.Format.Count(unacknowledged)} to acknowledge",
    };
}
