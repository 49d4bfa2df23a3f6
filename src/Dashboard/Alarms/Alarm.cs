using BackupDashboard.Access;

namespace BackupDashboard.Alarms;

/// <summary>Something that a person has to know, from the moment it is noticed until it is over and someone has acknowledged it.</summary>
public sealed record Alarm
{
    public required Guid Id { get; init; }
    public required AlarmKey Key { get; init; }

    /// <summary>Null for a zone and for the account.</summary>
    public string? Box { get; init; }

    /// <summary>
    /// The name of the team whose members alone it concerns, besides those who can view everything; empty for those alone. Null where zone
    /// and box say whom it concerns.
    /// </summary>
    public string? Team { get; init; }

    public required string Text { get; init; }

    /// <summary>Figures, for those who can view all of the zone or the account.</summary>
    public string? Detail { get; init; }

    /// <summary>When the condition was first noticed.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public Actor? AcknowledgedBy { get; init; }

    /// <summary>An alarm about a zone concerns everyone who can view something there; one about the account concerns everyone.</summary>
    public bool IsVisibleTo(Grants grants) => this switch
    {
        { Team: { } team } => grants.CanViewEverything || grants.IsOfTeam(team),
        { Box: { } box } => grants.CanView(Key.Zone, box),
        { Key.Zone.Length: > 0 } => grants.CanViewZone(Key.Zone),
        _ => grants.MayAnywhere(Right.View),
    };

    /// <summary>With the details that a viewer is allowed to read.</summary>
    public Alarm ReadBy(Grants grants) =>
        Detail is null || (Key.Zone.Length > 0 ? grants.MayAllIn(Right.View, Key.Zone) : grants.CanViewEverything)
            ? this
            : this with { Detail = null };

    /// <summary>By anyone who can act there: on the box, or on the whole zone or account.</summary>
    public bool IsAcknowledgeableBy(Grants grants) => IsVisibleTo(grants) && Acting.Any(right => this switch
    {
        { Team: not null } => grants.MayAnywhere(right),
        { Box: { } box } => grants.May(right, Key.Zone, box),
        { Key.Zone.Length: > 0 } => grants.MayAllIn(right, Key.Zone),
        _ => grants.MayEverywhere(right),
    });

    public bool IsClosed => EndedAt is not null && AcknowledgedAt is not null;

    /// <summary>An event has no condition that could end, so it is over once it is acknowledged.</summary>
    public bool IsEvent => Key.Kind is AlarmKind.BackupVanished or AlarmKind.BoxVanished or AlarmKind.BackupStartedElsewhere
        or AlarmKind.DatabaseOlder;

    internal static readonly Right[] Acting = [Right.Backup, Right.Restore, Right.Delete];
}

/// <summary>There is at most one alarm per key that is not closed.</summary>
/// <param name="Zone">Empty for the account.</param>
/// <param name="Subject">The id of the backup, box or operation; empty where zone and kind suffice.</param>
public sealed record AlarmKey(AlarmKind Kind, string Zone, string Subject)
{
    public override string ToString() => $"{Kind}:{Zone}:{Subject}";
}

/// <param name="Box">The slug of the knowledge box; null for a zone and for the account.</param>
public sealed record AlarmNews(AlarmKey Key, string Text, string? Box = null)
{
    /// <summary>
    /// The name of the team whose members alone it concerns, besides those who can view everything; empty for those alone. Null where zone
    /// and box say whom it concerns.
    /// </summary>
    public string? Team { get; init; }

    /// <summary>Figures, for those who can view all of the zone or the account.</summary>
    public string? Detail { get; init; }

    /// <summary>The text of an alarm that is active is replaced when it has changed: it says how things are, not how they began.</summary>
    public bool FollowsState { get; init; }
}
