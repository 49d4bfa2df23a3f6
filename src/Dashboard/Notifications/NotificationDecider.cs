using System.Collections.Immutable;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <param name="Group">As it is once the message is recorded.</param>
/// <param name="Message">Null where there is nothing to say yet.</param>
internal sealed record NotificationStep(NotificationGroup Group, NotificationMessage? Message);

// What is to be told now. It compares the alarms as they are with what each channel has been told, so that nothing is lost whatever went by
// unseen, and nothing is told twice. Pure: the console runs it every few seconds, and the trial of a route runs it over the past.
internal sealed class NotificationDecider(IReadOnlyList<RouteInForce> routes, IReadOnlyList<NotificationChannel> channels)
{
    // What all channels are told of, without a route.
    private static readonly NotificationRoute ForAll = new()
    {
        Id = Guid.Empty,
        Name = "",
        CreatedBy = new("", ""),
        Channels = [],
    };

    private readonly Dictionary<Guid, NotificationRoute> _routes = routes.ToDictionary(route => route.Route.Id, route => route.Route);

    public IEnumerable<NotificationStep> Decide(IReadOnlyCollection<NotificationGroup> groups, AlarmSnapshot alarms, DateTimeOffset now)
    {
        var mine = groups.Where(IsInForce).ToDictionary(group => group.Key);
        var current = Assign(mine.Values, alarms);
        foreach (var key in current.Keys.Union(mine.Keys).ToList())
        {
            var group = mine.GetValueOrDefault(key) ?? new NotificationGroup { Key = key };
            if (Step(group, current.GetValueOrDefault(key) ?? [], alarms, now) is { } step)
                yield return step;
        }
    }

    /// <summary>Its route and its channel are still there.</summary>
    public bool IsInForce(NotificationGroup group) =>
        channels.Any(channel => channel.Id == group.Key.ChannelId) && RouteOf(group.Key) is { } route
        && (route.Id == Guid.Empty || route.Channels.Contains(group.Key.ChannelId));

    private NotificationRoute? RouteOf(NotificationGroupKey key) =>
        key.RouteId == Guid.Empty ? ForAll : _routes.GetValueOrDefault(key.RouteId);

    // Each active alarm once for each channel: where it was told before, or by the first route that leads there.
    private Dictionary<NotificationGroupKey, List<Alarm>> Assign(IEnumerable<NotificationGroup> groups, AlarmSnapshot alarms)
    {
        var told = groups.SelectMany(group => group.Told.Keys.Select(alarm => ((group.Key.ChannelId, alarm), group.Key)))
            .DistinctBy(one => one.Item1).ToDictionary(one => one.Item1, one => one.Key);
        var assigned = new Dictionary<NotificationGroupKey, List<Alarm>>();
        foreach (var alarm in alarms.Open.Values.Where(alarm => alarm.EndedAt is null))
        {
            foreach (var channel in channels)
            {
                if ((told.GetValueOrDefault((channel.Id, alarm.Id)) ?? Target(alarm, channel)) is not { } key)
                    continue;
                if (!assigned.TryGetValue(key, out var list))
                    assigned[key] = list = [];
                list.Add(alarm);
            }
        }

        return assigned;
    }

    private NotificationGroupKey? Target(Alarm alarm, NotificationChannel channel)
    {
        if (alarm.Key.Kind is AlarmKind.ChannelFailing)
            return alarm.Key.Subject == channel.Id.ToString() ? null : new(channel.Id, Guid.Empty, alarm.Key.Zone, alarm.Key.Kind);

        var route = routes.FirstOrDefault(
            route => route.Route.Channels.Contains(channel.Id) && NotificationRouting.Matches(route, alarm));
        return route is null ? null : new(channel.Id, route.Route.Id, alarm.Key.Zone, alarm.Key.Kind);
    }

    private NotificationStep? Step(NotificationGroup group, List<Alarm> current, AlarmSnapshot alarms, DateTimeOffset now)
    {
        var (route, severity) = (RouteOf(group.Key)!, AlarmSeverities.Of(group.Key.Kind));
        var news = current.Where(alarm => alarm.AcknowledgedAt is null && group.Told.GetValueOrDefault(alarm.Id)?.RaisedAt != alarm.RaisedAt
            && !NotificationRouting.IsMuted(alarm, alarms)).OrderBy(alarm => alarm.RaisedAt).ThenBy(alarm => alarm.Id).ToList();
        var active = current.Select(alarm => alarm.Id).ToHashSet();
        var over = group.Told.Where(told => !active.Contains(told.Key)).ToList();

        // A clock that was ahead silences nothing.
        var sentAt = group.LastSentAt > now ? null : group.LastSentAt;
        if (news.Count == 0 && over.Count == 0)
            return Remind(group with { ChangedSince = null }, group, current, alarms, sentAt, now);

        // From the alarm itself: after a restart nothing begins to wait anew.
        var changed = group.ChangedSince ?? (news is [var oldest, ..] ? oldest.RaisedAt : now);
        var since = changed <= now ? changed : now;
        var waiting = group with { ChangedSince = since };
        if (now < since + route.Gather || now < sentAt + route.ChangesEvery || !NotificationRouting.MaySpeak(route.Hours, severity, now))
            return waiting == group ? null : new NotificationStep(waiting, null);

        var message = new NotificationText(group.Key, severity).Changes(group.Told.Count, news, over, alarms, now);
        var told = group.Told.RemoveRange(over.Select(one => one.Key))
            .SetItems(news.Select(alarm => KeyValuePair.Create(alarm.Id, new ToldAlarm(alarm.RaisedAt, NotificationText.LineOf(alarm)))));
        return new NotificationStep(group with { Told = told, ChangedSince = null, LastSentAt = now }, message);
    }

    private NotificationStep? Remind(
        NotificationGroup quiet, NotificationGroup group, List<Alarm> current, AlarmSnapshot alarms, DateTimeOffset? sentAt,
        DateTimeOffset now)
    {
        var (route, severity) = (RouteOf(group.Key)!, AlarmSeverities.Of(group.Key.Kind));
        var open = current.Where(alarm => alarm.AcknowledgedAt is null && group.Told.ContainsKey(alarm.Id)
            && !NotificationRouting.IsMuted(alarm, alarms)).OrderBy(alarm => alarm.RaisedAt).ThenBy(alarm => alarm.Id).ToList();
        if (open.Count == 0 || now < sentAt + route.RemindEvery || !NotificationRouting.MaySpeak(route.Hours, severity, now))
            return quiet == group ? null : new NotificationStep(quiet, null);

        return new NotificationStep(quiet with { LastSentAt = now }, new NotificationText(group.Key, severity).Reminder(open));
    }
}
