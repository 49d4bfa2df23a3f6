using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <summary>A route while it is being typed.</summary>
public sealed class RouteDraft
{
    private static readonly DayOfWeek[] WorkingDays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public string? Team { get; set; }

    public AlarmSeverity AtLeast { get; set; } = AlarmSeverity.Warning;

    /// <summary>None: all.</summary>
    public IReadOnlyCollection<AlarmKind> Kinds { get; set; } = [];

    /// <summary>None: all.</summary>
    public IReadOnlyCollection<string> Zones { get; set; } = [];

    public string BoxPattern { get; set; } = "";

    /// <summary>Tell of what is no error only at certain hours.</summary>
    public bool HasHours { get; set; }

    public IReadOnlyCollection<DayOfWeek> Days { get; set; } = WorkingDays;

    public string From { get; set; } = "08:00";

    public string To { get; set; } = "18:00";

    public string TimeZone { get; set; } = "UTC";

    /// <summary>Tell every day how everything is.</summary>
    public bool HasDigest { get; set; } = true;

    public string DigestAt { get; set; } = "07:00";

    public string DigestTimeZone { get; set; } = "UTC";

    public IReadOnlyCollection<Guid> Channels { get; set; } = [];

    public int? GatherSeconds { get; set; } = 30;

    public int? ChangesMinutes { get; set; } = 5;

    public int? RemindHours { get; set; } = 4;

    public static RouteDraft Of(NotificationRoute route)
    {
        var draft = new RouteDraft
        {
            Id = route.Id,
            Name = route.Name,
            Team = route.Team,
            AtLeast = route.AtLeast,
            Kinds = [.. Enum.GetValues<AlarmKind>().Where(kind => route.Kinds.Contains(kind.ToString()))],
            Zones = route.Zones,
            BoxPattern = route.BoxPattern,
            Channels = route.Channels,
            GatherSeconds = (int)route.Gather.TotalSeconds,
            ChangesMinutes = (int)route.ChangesEvery.TotalMinutes,
            RemindHours = (int)route.RemindEvery.TotalHours,
            HasDigest = route.Digest is not null,
        };
        if (route.Digest is { } digest)
            (draft.DigestAt, draft.DigestTimeZone) = (Of(digest.At), digest.TimeZone);
        if (route.Hours is { } hours)
        {
            (draft.HasHours, draft.Days, draft.TimeZone) = (true, hours.Days, hours.TimeZone);
            (draft.From, draft.To) = (Of(hours.From), Of(hours.To));
        }

        return draft;
    }

    /// <returns>Null if a time of day cannot be understood.</returns>
    public NotificationRoute? ToRoute()
    {
        NotificationHours? hours = null;
        if (HasHours)
        {
            if (!TimeOnly.TryParse(From, CultureInfo.InvariantCulture, out var from)
                || !TimeOnly.TryParse(To, CultureInfo.InvariantCulture, out var to))
                return null;

            hours = new NotificationHours([.. Days.Order()], from, to, TimeZone.Trim());
        }

        NotificationDigest? digest = null;
        if (HasDigest)
        {
            if (!TimeOnly.TryParse(DigestAt, CultureInfo.InvariantCulture, out var at))
                return null;

            digest = new NotificationDigest(at, DigestTimeZone.Trim());
        }

        return new NotificationRoute
        {
            Id = Id,
            Name = Name.Trim(),
            CreatedBy = new Actor("", ""),
            Team = Team,
            AtLeast = AtLeast,
            Kinds = [.. Kinds.Order().Select(kind => kind.ToString())],
            Zones = [.. Zones.Order(StringComparer.Ordinal)],
            BoxPattern = BoxPattern.Trim(),
            Hours = hours,
            Digest = digest,
            Channels = [.. Channels],
            Gather = TimeSpan.FromSeconds(GatherSeconds ?? -1),
            ChangesEvery = TimeSpan.FromMinutes(ChangesMinutes ?? 0),
            RemindEvery = TimeSpan.FromHours(RemindHours ?? 0),
        };
    }

    private static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
