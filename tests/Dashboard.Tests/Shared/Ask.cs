namespace BackupDashboard.Tests.Shared;

/// <summary>What Nuclia can be asked.</summary>
public enum Ask
{
    Account,
    Zones,
    Backups,
    Boxes,
    Agents,
    Counters,
    Modified,
    Create,
    Delete,
    Restore,
}
