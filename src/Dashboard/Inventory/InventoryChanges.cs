using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed record InventoryChanges(string Zone, DateTimeOffset At, bool IsBaseline)
{
    public required KnownZone Row { get; init; }

    public IReadOnlyList<BackupChange> Backups { get; init; } = [];

    public IReadOnlyList<BoxChange> Boxes { get; init; } = [];
}

internal sealed record BackupChange(Backup Backup, DateTimeOffset? GoneAt = null, BackupOrigin? Origin = null);

internal sealed record BoxChange(KnowledgeBox Box, DateTimeOffset? GoneAt = null);
