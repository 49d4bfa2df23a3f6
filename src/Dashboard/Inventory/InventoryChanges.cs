using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

/// <summary>What has to be written of a zone after one poll.</summary>
/// <param name="IsBaseline">Nothing of the zone is in the database yet.</param>
internal sealed record InventoryChanges(string Zone, DateTimeOffset At, bool IsBaseline)
{
    public required KnownZone Row { get; init; }

    public IReadOnlyList<BackupChange> Backups { get; init; } = [];

    public IReadOnlyList<BoxChange> Boxes { get; init; } = [];
}

/// <param name="Origin">Null: unchanged.</param>
internal sealed record BackupChange(Backup Backup, DateTimeOffset? GoneAt = null, BackupOrigin? Origin = null);

internal sealed record BoxChange(KnowledgeBox Box, DateTimeOffset? GoneAt = null);
