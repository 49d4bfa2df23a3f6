using BackupDashboard.Access;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Zones;

/// <summary>The account and its zones, as last told. A failed look keeps the last good content.</summary>
public sealed record AccountSnapshot
{
    public Account? Account { get; init; }

    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>The last pictures of zones that the account has listed before, and no longer does.</summary>
    public IReadOnlyList<ZoneSnapshot> GoneZones { get; init; } = [];

    /// <summary>Zones that the account lists and that are not contacted.</summary>
    public LeftOut LeftOutZones { get; init; } = LeftOut.None;

    public BoxCount Boxes { get; init; } = new();

    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When it was last looked at, with or without success; null before the first look.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    public ZoneFailure? Failure { get; init; }

    /// <summary>Knowledge boxes that still fit the account; null when there is no limit or it is not known.</summary>
    public int? RoomForBoxes => Account?.MaxKnowledgeBoxes is { } most ? Math.Max(0, most - Account.CurrentKnowledgeBoxes) : null;

    /// <summary>False for those who see a part of the account: how much it holds in all is not theirs to know.</summary>
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
