using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;

namespace BackupDashboard.Backups;

/// <summary>What a row of the table shows, and nothing of the zone besides: equal rows look the same.</summary>
/// <param name="Zone">Its slug.</param>
/// <param name="Operation">What is being done to this backup.</param>
/// <param name="Pin">What protects it from deletion.</param>
/// <param name="Content">How much its box held.</param>
/// <param name="Age">Of its start, in words.</param>
public sealed record BackupRow(string Zone, Backup Backup, Operation? Operation, Operation? Pin, FingerprintCell Content, string Age)
{
    /// <summary>It is no longer listed, but its row stays as long as the pointer is on the table.</summary>
    public bool IsGone { get; init; }

    public bool IsZoneGone { get; private init; }

    /// <summary>Its box is gone.</summary>
    public bool IsOrphan { get; private init; }

    /// <summary>Its box is not listed, and may or may not be gone.</summary>
    public bool MayBeOrphan { get; private init; }

    public static BackupRow Of(
        ZoneSnapshot zone, Backup backup, JournalSnapshot journal, FingerprintsSnapshot fingerprints, DateTimeOffset now) => new(
            zone.Zone.Slug, backup, journal.ActiveOn(zone.Zone.Slug, backup.Id), journal.PinOf(zone.Zone.Slug, backup.Id),
            FingerprintView.Cell(zone, backup, fingerprints), backup.KnownStart is { } start ? Format.Age(start, now) : "")
        {
            IsZoneGone = zone.IsGone,
            IsOrphan = zone.Index.IsOrphan(backup),
            MayBeOrphan = zone.Index.MayBeOrphan(backup),
        };
}
