namespace BackupDashboard.Journal;

/// <summary>How recently knowledge boxes have to be backed up: a maximum age, or a deadline that comes again and again.</summary>
/// <param name="MaxAge">Of the newest good backup, from its start. Null when there is a deadline.</param>
/// <param name="Deadline">
/// A cron expression of five fields: by each of these times, a backup has to be there that was started after the one before. Null when
/// there is a maximum age.
/// </param>
/// <param name="TimeZone">Of the deadline: an IANA id, such as <c>Europe/Paris</c>.</param>
public sealed record Goal(TimeSpan? MaxAge, string? Deadline = null, string? TimeZone = null);
