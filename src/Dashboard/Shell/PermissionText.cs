using BackupDashboard.Access;

namespace BackupDashboard.Shell;

internal static class PermissionText
{
    public static string Of(Right right) => right switch
    {
        Right.View => "see backups and what was done with them",
        Right.Backup => "start backups",
        Right.Restore => "restore backups into new knowledge boxes",
        Right.Delete => "delete, pin or unpin backups",
        Right.Plan => "say how recently boxes have to be backed up, and which are exempt",
        Right.Approve => "approve requests of others that need a second person",
        Right.Administer => "see and do everything, everywhere",
    };

    // box: null if any box of the zone will do. Returns the sentence about a missing right; null if it is there.
    public static string? Missing(Grants grants, Right right, string zone, string? box) =>
        (box is null ? grants.MayIn(right, zone) : grants.May(right, zone, box)) ? null
        : grants.MayAnywhere(right) ? $"Your right '{right}' does not cover {(box is null ? $"zone {zone}" : $"'{box}'")}"
        : $"You do not have the right '{right}'";
}
