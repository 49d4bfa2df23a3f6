using System.Collections.Immutable;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <summary>What is told together: alarms of one kind in one zone, by one route to one channel.</summary>
/// <param name="RouteId">Empty for what is told to every channel: that another one does not deliver.</param>
public sealed record NotificationGroupKey(Guid ChannelId, Guid RouteId, string Zone, AlarmKind Kind)
{
    public override string ToString() => $"{ChannelId}:{RouteId}:{Zone}:{Kind}";
}

/// <summary>What a channel has been told of a group, so that it hears of each alarm once and of its end once.</summary>
public sealed record NotificationGroup
{
    public required NotificationGroupKey Key { get; init; }

    /// <summary>By the ids of the alarms.</summary>
    public ImmutableDictionary<Guid, ToldAlarm> Told { get; init; } = ImmutableDictionary<Guid, ToldAlarm>.Empty;

    /// <summary>Since when there has been something to tell; null if there is nothing.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Null before the first message.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    public bool Equals(NotificationGroup? other) => other is not null
        && (Key, ChangedSince, LastSentAt) == (other.Key, other.ChangedSince, other.LastSentAt) && ReferenceEquals(Told, other.Told);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <param name="RaisedAt">An alarm that comes again under its id is told again.</param>
/// <param name="Line">What was told.</param>
public sealed record ToldAlarm(DateTimeOffset RaisedAt, NotificationLine Line);

/// <param name="Readers">What the people may read for whom the route speaks.</param>
internal sealed record RouteInForce(NotificationRoute Route, Access.Grants Readers);
