using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

/// <summary>What one look at a zone tells against what is recorded of it. After a failed look every list is empty.</summary>
public sealed record ZoneReport(ZoneSnapshot Snapshot)
{
    public string Zone => Snapshot.Zone.Slug;

    /// <summary>When the zone's backups were first listed; null until they were.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Backups that may differ from how they were; after a start, all of them.</summary>
    public IReadOnlyList<Backup> Touched { get; init; } = [];

    /// <summary>New backups that no operation of ours has made.</summary>
    public IReadOnlyList<Backup> StartedElsewhere { get; init; } = [];

    /// <summary>Absent from two looks in a row, and no operation of ours has deleted them.</summary>
    public IReadOnlyList<Backup> Vanished { get; init; } = [];

    /// <summary>Absent from two looks in a row, whoever has deleted them.</summary>
    public IReadOnlyList<Backup> Gone { get; init; } = [];

    /// <summary>Gone before, and there again.</summary>
    public IReadOnlyList<Backup> Returned { get; init; } = [];

    /// <summary>Absent from two looks in a row.</summary>
    public IReadOnlyList<KnowledgeBox> BoxesGone { get; init; } = [];

    public IReadOnlyList<KnowledgeBox> BoxesReturned { get; init; } = [];
}

/// <summary>Told before the news is recorded: what it does must be safe to do twice.</summary>
public interface IZoneReportHandler
{
    Task ReadAsync(ZoneReport news, CancellationToken cancellationToken);
}
