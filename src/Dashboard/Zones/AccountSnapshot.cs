using BackupDashboard.Access;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>The account and its zones, as last read. A failed poll keeps the last good content.</summary>
public sealed record AccountSnapshot
{
    public Account? Account { get; init; }

    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>The last snapshots of zones that the account no longer lists.</summary>
    public IReadOnlyList<ZoneSnapshot> GoneZones { get; init; } = [];

    /// <summary>Zones that the account lists and that are not contacted.</summary>
    public LeftOut LeftOutZones { get; init; } = LeftOut.None;

    public BoxCount Boxes { get; init; } = new();

    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The last poll, successful or not; null before the first.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    public ZoneFailure? Failure { get; init; }

    public bool IsUnreadable => Failure is { IsUnreadable: true };

    /// <summary>How many more knowledge boxes the account can have; null if there is no limit or it is not known.</summary>
    public int? RoomForBoxes => Account?.MaxKnowledgeBoxes is { } most ? Math.Max(0, most - Account.CurrentKnowledgeBoxes) : null;

    /// <summary>False for viewers of a part of the account: its totals are not visible to them.</summary>
    public bool IsWhole { get; private init; } = true;

    public AccountSnapshot VisibleTo(Grants grants) => grants.CanViewEverything
        ? this
        : this with
        {
            Zones = [.. Zones.Where(zone => grants.CanViewZone(zone.Slug))],
            GoneZones = [.. GoneZones.Where(zone => grants.CanViewZone(zone.Zone.Slug)).Select(zone => zone.VisibleTo(grants))],
            IsWhole = false,
        };
}
