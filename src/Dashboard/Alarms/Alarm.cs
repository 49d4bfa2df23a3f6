using BackupDashboard.Access;

namespace BackupDashboard.Alarms;

/// <summary>Something that a person has to know of, from the moment it is noticed until somebody has acknowledged it and it is over.</summary>
public sealed record Alarm
{
    public required Guid Id { get; init; }
    public required AlarmKey Key { get; init; }

    /// <summary>The sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>When the condition began, as far as it was noticed.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the condition was over; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public Actor? AcknowledgedBy { get; init; }

    /// <summary>It is over, and somebody knows: nothing is left to tell.</summary>
    public bool IsClosed => EndedAt is not null && AcknowledgedAt is not null;

    /// <summary>
    /// What has happened has happened: there is no condition that could end, so it is over once somebody knows of it.
    /// </summary>
    public bool IsEvent => Key.Kind is AlarmKind.BackupVanished or AlarmKind.BoxVanished or AlarmKind.BackupStartedElsewhere;
}

/// <summary>What an alarm is about. There is at most one alarm a key that is not closed.</summary>
/// <param name="Zone">Empty for the account.</param>
/// <param name="Subject">The backup's, the box's, the operation's id; empty where zone and kind say it all.</param>
public sealed record AlarmKey(AlarmKind Kind, string Zone, string Subject)
{
    public override string ToString() => $"{Kind}:{Zone}:{Subject}";
}

/// <param name="Text">The sentence for people.</param>
public sealed record AlarmNews(AlarmKey Key, string Text);
