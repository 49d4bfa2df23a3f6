using BackupDashboard.Access;

namespace BackupDashboard.Alarms;

/// <summary>Something that a person has to know of, from the moment it is noticed until somebody has acknowledged it and it is over.</summary>
public sealed record Alarm
{
    public required Guid Id { get; init; }
    public required AlarmKey Key { get; init; }

    /// <summary>The knowledge box that it is about; null for a zone and for the account.</summary>
    public string? Box { get; init; }

    /// <summary>The sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>Numbers, for those who see all of the zone or the account that it is about.</summary>
    public string? Detail { get; init; }

    /// <summary>When the condition began, as far as it was noticed.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the condition was over; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public Actor? AcknowledgedBy { get; init; }

    /// <summary>What is about a zone concerns everybody who views something there, and what is about the account everybody.</summary>
    public bool IsVisibleTo(Grants grants) => this switch
    {
        { Box: { } box } => grants.CanView(Key.Zone, box),
        { Key.Zone.Length: > 0 } => grants.CanViewZone(Key.Zone),
        _ => grants.MayAnywhere(Right.View),
    };

    /// <summary>As somebody may read it who sees it.</summary>
    public Alarm ReadBy(Grants grants) =>
        Detail is null || (Key.Zone.Length > 0 ? grants.MayAllIn(Right.View, Key.Zone) : grants.CanViewEverything) ? this : this with { Detail = null };

    /// <summary>Whoever acts where the alarm is may say that it is known: on the box, or on the whole of the zone or the account.</summary>
    public bool IsAcknowledgeableBy(Grants grants) => IsVisibleTo(grants) && Acting.Any(right => this switch
    {
        { Box: { } box } => grants.May(right, Key.Zone, box),
        { Key.Zone.Length: > 0 } => grants.MayAllIn(right, Key.Zone),
        _ => grants.MayEverywhere(right),
    });

    /// <summary>It is over, and somebody knows: nothing is left to tell.</summary>
    public bool IsClosed => EndedAt is not null && AcknowledgedAt is not null;

    /// <summary>
    /// What has happened has happened: there is no condition that could end, so it is over once somebody knows of it.
    /// </summary>
    public bool IsEvent => Key.Kind is AlarmKind.BackupVanished or AlarmKind.BoxVanished or AlarmKind.BackupStartedElsewhere
        or AlarmKind.DatabaseOlder;

    internal static readonly Right[] Acting = [Right.Backup, Right.Restore, Right.Delete];
}

/// <summary>What an alarm is about. There is at most one alarm a key that is not closed.</summary>
/// <param name="Zone">Empty for the account.</param>
/// <param name="Subject">The backup's, the box's, the operation's id; empty where zone and kind say it all.</param>
public sealed record AlarmKey(AlarmKind Kind, string Zone, string Subject)
{
    public override string ToString() => $"{Kind}:{Zone}:{Subject}";
}

/// <param name="Text">The sentence for people.</param>
/// <param name="Box">The slug of the knowledge box that it is about; null for a zone and for the account.</param>
public sealed record AlarmNews(AlarmKey Key, string Text, string? Box = null)
{
    /// <summary>Numbers, for those who see all of the zone or the account that it is about.</summary>
    public string? Detail { get; init; }
}
