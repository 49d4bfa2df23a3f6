using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

// Which alarms a route tells of, when it may speak, and what makes an alarm not worth telling. Pure.
internal static class NotificationRouting
{
    private static readonly AlarmKind[] ZoneIsDead = [AlarmKind.WatcherStopped, AlarmKind.ZoneGone, AlarmKind.ZoneUnreachable];

    public static bool Matches(RouteInForce route, Alarm alarm)
    {
        var (rule, key) = (route.Route, alarm.Key);
        return AlarmSeverities.Of(key.Kind) >= rule.AtLeast
            && (rule.Kinds.Count == 0 || rule.Kinds.Contains(key.Kind.ToString()))
            && (rule.Zones.Count == 0 || rule.Zones.Contains(key.Zone))
            && (rule.BoxPattern is "" || (alarm.Box is { } box && SlugPattern.Matches(rule.BoxPattern, box)))
            && alarm.IsVisibleTo(route.Readers);
    }

    // Errors wait for no one's hours. A time zone that is not known here silences nothing.
    public static bool MaySpeak(NotificationHours? hours, AlarmSeverity severity, DateTimeOffset now)
    {
        if (hours is null || severity is AlarmSeverity.Error || !TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var zone))
            return true;

        var local = TimeZoneInfo.ConvertTime(now, zone);
        var (day, time) = (local.DayOfWeek, TimeOnly.FromDateTime(local.DateTime));
        return hours.From < hours.To
            ? hours.Days.Contains(day) && time >= hours.From && time < hours.To
            : (hours.Days.Contains(day) && time >= hours.From)
                || (hours.Days.Contains(local.AddDays(-1).DayOfWeek) && time < hours.To);
    }

    // One cause, one message: without its token the dashboard sees no zone, and without its zone no box.
    public static bool IsMuted(Alarm alarm, AlarmSnapshot alarms) => alarm.Key switch
    {
        { Kind: AlarmKind.TokenRefused, Zone: "" } or { Kind: AlarmKind.ChannelFailing or AlarmKind.StorageUnusable } => false,
        { Kind: AlarmKind.TokenRefused } => IsActive(alarms, AlarmKind.TokenRefused, ""),
        { Zone: "" } => false,
        { Zone: var zone } => IsActive(alarms, AlarmKind.TokenRefused, "") || IsActive(alarms, AlarmKind.TokenRefused, zone)
            || (alarm.Box is not null
                && ZoneIsDead.Any(kind => IsActive(alarms, kind, zone))),
    };

    private static bool IsActive(AlarmSnapshot alarms, AlarmKind kind, string zone) =>
        alarms.Open.GetValueOrDefault(new AlarmKey(kind, zone, "")) is { EndedAt: null };
}
