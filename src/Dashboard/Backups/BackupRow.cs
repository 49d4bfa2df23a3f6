using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Backups;

/// <param name="Snapshot">Of its zone.</param>
/// <param name="Operation">What is being done to this backup.</param>
/// <param name="Pin">What protects it from deletion.</param>
public sealed record BackupRow(ZoneSnapshot Snapshot, Backup Backup, Operation? Operation, Operation? Pin)
{
    public string Zone => Snapshot.Zone.Slug;

    /// <summary>It is no longer listed, but its row stays as long as the pointer is on the table.</summary>
    public bool IsGone { get; init; }

    public static BackupRow Of(ZoneSnapshot snapshot, Backup backup, JournalSnapshot journal) => new(
        snapshot, backup, journal.ActiveOn(snapshot.Zone.Slug, backup.Id), journal.PinOf(snapshot.Zone.Slug, backup.Id));
}
