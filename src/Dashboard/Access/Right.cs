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

    // Requests of others that need a second person.
    Approve,

    Administer,
}
