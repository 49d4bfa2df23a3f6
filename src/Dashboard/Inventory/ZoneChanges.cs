using System.Collections.Immutable;
using BackupDashboard.Zones;

namespace BackupDashboard.Inventory;

internal sealed record ZoneChanges(ZoneInventory Before, ZoneSnapshot Snapshot, ZoneDiff Difference)
{
    public required IReadOnlySet<string> ReturnedBackups { get; init; }

    public required IReadOnlySet<string> ReturnedBoxes { get; init; }

    public required IReadOnlyDictionary<string, BackupOrigin> Decided { get; init; }

    public required ImmutableDictionary<string, Backup> Undecided { get; init; }

    // Backups that are gone because of our deletions.
    public required IReadOnlySet<string> Deleted { get; init; }

    private bool IsBaseline => Before.FirstSeenAt is null;

    private DateTimeOffset AsOf => Snapshot.AsOf!.Value;

    private DateTimeOffset FirstSeenAt => Before.FirstSeenAt ?? AsOf;

    public ZoneReport ToReport() => new(Snapshot)
    {
        FirstSeenAt = FirstSeenAt,
        Touched = Difference.Touched,
        StartedElsewhere = [.. Decided.Where(one => one.Value is BackupOrigin.Elsewhere).Select(one => Latest(one.Key))],
        Gone = Difference.Backups.Gone,
        Vanished = [.. Difference.Backups.Gone.Where(backup => !Deleted.Contains(backup.Id))],
        Returned = [.. Difference.Backups.Appeared.Where(backup => ReturnedBackups.Contains(backup.Id))],
        BoxesGone = Difference.Boxes.Gone,
        BoxesReturned = [.. Difference.Boxes.Appeared.Where(box => ReturnedBoxes.Contains(box.Id))],
    };

    public InventoryChanges ToChanges() => new(Snapshot.Zone.Slug, AsOf, IsBaseline)
    {
        Row = new KnownZone { Slug = Snapshot.Zone.Slug, FirstSeenAt = FirstSeenAt, LastLookAt = AsOf },
        Backups =
        [
            .. Difference.Backups.Appeared.Concat(Difference.Backups.Changed).Where(backup => !Decided.ContainsKey(backup.Id))
                .Concat(Decided.Keys.Select(Latest))
                .Select(backup => new BackupChange(backup, null, OriginOf(backup))),
            .. Difference.Backups.Gone.Select(backup => new BackupChange(backup, AsOf)),
        ],
        Boxes =
        [
            .. Difference.Boxes.Appeared.Concat(Difference.Boxes.Changed).Select(box => new BoxChange(box)),
            .. Difference.Boxes.Gone.Select(box => new BoxChange(box, Snapshot.BoxesAsOf)),
        ],
    };

    public ZoneInventory ToInventory(bool isWritten) => Before with
    {
        FirstSeenAt = FirstSeenAt,
        LastLookWrittenAt = isWritten ? AsOf : Before.LastLookWrittenAt,
        AsOf = AsOf,
        BoxList = Snapshot.BoxesAsOf is null ? Before.BoxList : Snapshot.KnowledgeBoxes,
        BoxesAsOf = Snapshot.BoxesAsOf ?? Before.BoxesAsOf,
        Backups = Snapshot.Backups,
        MissingBackups = Difference.Backups.Missing,
        Undecided = Undecided.RemoveRange(Decided.Keys),
        Boxes = Difference.BoxesNow,
        MissingBoxes = Difference.Boxes.Missing,
    };

    private BackupOrigin? OriginOf(Backup backup) =>
        IsBaseline ? BackupOrigin.Before : Decided.TryGetValue(backup.Id, out var origin) ? origin : null;

    // It may be missing from this poll, for the first time.
    private Backup Latest(string id) => Snapshot.Backups.GetValueOrDefault(id) ?? Undecided[id];
}
