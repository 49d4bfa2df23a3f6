namespace BackupDashboard.Crash;

/// <summary>What an operation lays hands on, in the journal's own words.</summary>
internal static class Targets
{
    public static string Box(string zone, string boxId) => $"box:{zone}:{boxId}";

    public static string Backup(string zone, string backupId) => $"backup:{zone}:{backupId}";

    public static string Slug(string slug) => $"slug:{slug}";
}
