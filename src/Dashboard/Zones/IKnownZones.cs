namespace BackupDashboard.Zones;

/// <summary>The zones that were read at some time, in earlier runs too: one that the account no longer lists is noticed by it.</summary>
public interface IKnownZones
{
    Task<IReadOnlyList<string>> SlugsAsync(CancellationToken cancellationToken);

    Task<KnownSnapshot> LastSnapshotAsync(string slug, CancellationToken cancellationToken);
}

/// <summary>What is recorded of a zone: its agents are not, nor is its address.</summary>
/// <param name="AsOf">When the zone was last read, to within a few minutes.</param>
public sealed record KnownSnapshot(
    string Slug, DateTimeOffset? AsOf, IReadOnlyDictionary<string, Backup> Backups,
    IReadOnlyDictionary<string, KnowledgeBox> KnowledgeBoxes);
