namespace BackupDashboard.Access;

/// <summary><see cref="Administer"/> includes all others.</summary>
public enum Right
{
    View,
    Backup,
    Restore,
    Delete,

    // Goals and exemptions.
    Plan,

    // What someone else has asked for.
    Approve,

    Administer,
}
