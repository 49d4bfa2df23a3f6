using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>Which alarms go to which channels, and when.</summary>
public sealed record NotificationRoute
{
    public required Guid Id { get; init; }

    /// <summary>Unique, ignoring case.</summary>
    public required string Name { get; init; }

    public required Actor CreatedBy { get; init; }

    /// <summary>
    /// The team for which it speaks: nothing is sent that its members may not read. Null: for those who may read everything.
    /// </summary>
    public string? Team { get; init; }

    public AlarmSeverity AtLeast { get; init; } = AlarmSeverity.Warning;

    /// <summary>Names of kinds of alarms; empty: all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Slugs of zones; empty: all, and the account itself.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>Of slugs of knowledge boxes; empty: all boxes, and what is about no box.</summary>
    public string BoxPattern { get; init; } = "";

    /// <summary>When it may speak of what is no error; null: always.</summary>
    public NotificationHours? Hours { get; init; }

    public required IReadOnlyList<Guid> Channels { get; init; }

    /// <summary>For how long the first message of a group waits for more to say.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a group may tell of changes.</summary>
    public TimeSpan ChangesEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a group reminds of what no one has acknowledged.</summary>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromHours(4);

    /// <summary>When it tells how everything is, every day; null: never.</summary>
    public NotificationDigest? Digest { get; init; }

    internal string Target => OperationTarget.Route(Id);

    public bool Equals(NotificationRoute? other) => other is not null
        && (Id, Name, CreatedBy, Team, AtLeast, BoxPattern) == (other.Id, other.Name, other.CreatedBy, other.Team, other.AtLeast,
            other.BoxPattern)
        && (Hours, Digest, Gather, ChangesEvery, RemindEvery) == (other.Hours, other.Digest, other.Gather, other.ChangesEvery,
            other.RemindEvery)
        && Kinds.SequenceEqual(other.Kinds) && Zones.SequenceEqual(other.Zones) && Channels.SequenceEqual(other.Channels);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Team, AtLeast, Channels.Count);
}

/// <summary>Hours of a week, in the time of a place.</summary>
/// <param name="Days">At least one.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded. Not after <paramref name="From"/>: on the next day.</param>
/// <param name="TimeZone">As in <c>Europe/Paris</c>.</param>
public sealed record NotificationHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, string TimeZone)
{
    public bool Equals(NotificationHours? other) =>
        other is not null && (From, To, TimeZone) == (other.From, other.To, other.TimeZone) && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(From, To, TimeZone, Days.Count);
}

/// <summary>A time of every day, in the time of a place.</summary>
/// <param name="TimeZone">As in <c>Europe/Paris</c>.</param>
public sealed record NotificationDigest(TimeOnly At, string TimeZone);

public enum AlarmSeverity
{
    Notice,
    Warning,
    Error,
}
