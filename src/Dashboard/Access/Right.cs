namespace BackupDashboard.Access;

/// <summary>What somebody may do. <see cref="Administer"/> includes all others.</summary>
public enum Right
{
    View,
    Backup,
    Restore,
    Delete,
    Administer,
}
