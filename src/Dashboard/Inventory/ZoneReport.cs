using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

/// <summary>What one poll of a zone changed. After a failed poll every list is empty.</summary>
public sealed record ZoneReport(ZoneSnapshot Snapshot)
{
    public string Zone => Snapshot.Zone.Slug;

    /// <summary>When the zone's backups were first listed; null until they were.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Backups that may have changed; after a start, all of them.</summary>
    public IReadOnlyList<Backup> Touched { get; init; } = [];

    /// <summary>New backups that none of our operations created.</summary>
    public IReadOnlyList<Backup> StartedElsewhere { get; init; } = [];

    /// <summary>Absent from two polls in a row, and none of our operations deleted them.</summary>
    public IReadOnlyList<Backup> Vanished { get; init; } = [];

    /// <summary>Absent from two polls in a row, whoever deleted them.</summary>
    public IReadOnlyList<Backup> Gone { get; init; } = [];

    /// <summary>Gone before, and listed again.</summary>
    public IReadOnlyList<Backup> Returned { get; init; } = [];

    /// <summary>Absent from two polls in a row.</summary>
    public IReadOnlyList<KnowledgeBox> BoxesGone { get; init; } = [];

    public IReadOnlyList<KnowledgeBox> BoxesReturned { get; init; } = [];
}

/// <summary>Called before the report is recorded: what it does must be safe to do twice.</summary>
internal interface IZoneReportHandler
{
    Task HandleAsync(ZoneReport report, CancellationToken cancellationToken);
}
