using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Alarms;

/// <summary>What raises an alarm. Section <c>Alarms</c>.</summary>
internal sealed class AlarmsOptions
{
    public const string Section = "Alarms";

    /// <value>A knowledge box that vanishes is an alarm when its newest completed backup is older than this. Default 24 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan OldBackupAfter { get; set; } = TimeSpan.FromHours(24);

    /// <value>How long a zone may be out of reach before that is an alarm. Default 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnreachableAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>How long before the token expires an alarm is raised. Default 14 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan TokenWarnBefore { get; set; } = TimeSpan.FromDays(14);

    /// <value>How long a watcher may go without completing a poll, successful or not; never less than twice <c>Live:SlowInterval</c>.
    /// Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "2.00:00:00")]
    public TimeSpan WatcherSilentAfter { get; set; } = TimeSpan.FromMinutes(10);
}
