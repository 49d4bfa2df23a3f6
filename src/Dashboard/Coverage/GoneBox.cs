using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>A knowledge box that is gone, of which backups are left. It is not judged.</summary>
public sealed record GoneBox(string Zone, Backup Newest, int Backups);
