using System.Collections.Immutable;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

/// <summary>What the next poll of a zone is compared with. Shares the snapshot's own lists.</summary>
internal sealed record ZoneInventory
{
    /// <summary>Null until the zone's backups have been listed once.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    public DateTimeOffset? LastLookWrittenAt { get; init; }

    /// <summary>The last poll that was recorded; null after a start.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public IReadOnlyDictionary<string, Backup> Backups { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    public ImmutableDictionary<string, Backup> MissingBackups { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    /// <summary>New ones that may be ours.</summary>
    public ImmutableDictionary<string, Backup> Undecided { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    /// <summary>As the zone listed them, including agents; null after a start.</summary>
    public IReadOnlyDictionary<string, KnowledgeBox>? BoxList { get; init; }

    public DateTimeOffset? BoxesAsOf { get; init; }

    public IReadOnlyDictionary<string, KnowledgeBox> Boxes { get; init; } = ImmutableDictionary<string, KnowledgeBox>.Empty;

    public ImmutableDictionary<string, KnowledgeBox> MissingBoxes { get; init; } = ImmutableDictionary<string, KnowledgeBox>.Empty;
}
