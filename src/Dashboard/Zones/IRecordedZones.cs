namespace BackupDashboard.Zones;

/// <summary>The zones that were read at some time, in earlier runs too: one that the account no longer lists is noticed by it.</summary>
public interface IRecordedZones
{
    Task<IReadOnlyList<string>> SlugsAsync(CancellationToken cancellation);

    Task<RecordedPicture> LastPictureAsync(string slug, CancellationToken cancellation);
}

/// <summary>What is recorded of a zone: its agents are not, nor is its address.</summary>
/// <param name="AsOf">When the zone was last read, to within a few minutes.</param>
public sealed record RecordedPicture(
    string Slug, DateTimeOffset? AsOf, IReadOnlyDictionary<string, Backup> Backups, IReadOnlyDictionary<string, KnowledgeBox> KnowledgeBoxes);
