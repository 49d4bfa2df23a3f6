using System.Collections.Immutable;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed record ZoneInventory
{
    // Null until the zone's backups have been listed once.
    public DateTimeOffset? FirstSeenAt { get; init; }

    public DateTimeOffset? LastLookWrittenAt { get; init; }

    public DateTimeOffset? AsOf { get; init; }

    public IReadOnlyDictionary<string, Backup> Backups { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    public ImmutableDictionary<string, Backup> MissingBackups { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    // New ones that may be ours.
    public ImmutableDictionary<string, Backup> Undecided { get; init; } = ImmutableDictionary<string, Backup>.Empty;

    public IReadOnlyDictionary<string, KnowledgeBox>? BoxList { get; init; }

    public DateTimeOffset? BoxesAsOf { get; init; }

    public IReadOnlyDictionary<string, KnowledgeBox> Boxes { get; init; } = ImmutableDictionary<string, KnowledgeBox>.Empty;

    public ImmutableDictionary<string, KnowledgeBox> MissingBoxes { get; init; } = ImmutableDictionary<string, KnowledgeBox>.Empty;
}
