using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <summary>What is said, for whom it is meant: every channel makes of it what its readers can read.</summary>
/// <param name="Title">One line of plain text.</param>
/// <param name="Lines">The first of what it tells.</param>
/// <param name="More">How much else it tells of.</param>
/// <param name="Path">Where the console shows it.</param>
public sealed record NotificationMessage(
    NotificationPurpose Purpose, AlarmSeverity Severity, string Title, IReadOnlyList<NotificationLine> Lines, int More, string Path);

/// <param name="AlarmId">Null where it tells of none.</param>
/// <param name="At">When it was noticed, or was over.</param>
/// <param name="IsOver">Its condition has ended, or someone has acknowledged what was a mere event.</param>
public sealed record NotificationLine(Guid? AlarmId, AlarmKind? Kind, string Zone, DateTimeOffset At, string Text, bool IsOver);

public enum NotificationPurpose
{
    Alarm,
    Reminder,
    Over,
    Test,

    /// <summary>Asks its readers to say that it has reached them.</summary>
    Receipt,

    /// <summary>How everything is, once a day: silence would prove nothing.</summary>
    Digest,
}
