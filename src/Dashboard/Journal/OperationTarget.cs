namespace BackupDashboard.Journal;

// What an operation changes. Two active operations never share a target.
internal static class OperationTarget
{
    public static string Box(string zone, string knowledgeBoxId) => $"box:{zone}:{knowledgeBoxId}";

    public static string Backup(string zone, string backupId) => $"backup:{zone}:{backupId}";

    public static string Schedule(Guid id) => $"schedule:{id}";

    public static string Retention(Guid id) => $"retention:{id}";

    public static string Channel(Guid id) => $"channel:{id}";

    public static string Route(Guid id) => $"route:{id}";

    public const string Approvals = "approvals";

    // Of what is decided for a box without a call: nothing else ever has it.
    public static string Occurrence(Guid scheduleId, string zone, string knowledgeBoxId) =>
        $"schedule:{scheduleId}:{zone}:{knowledgeBoxId}";

    // Slugs are unique in the whole account, so the zone is not part of it.
    public static string Slug(string slug) => $"slug:{slug}";
}
