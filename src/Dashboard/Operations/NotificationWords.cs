using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

/// <summary>Channels and routes in words.</summary>
internal static class NotificationWords
{
    private const string None = "none";

    public static string Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Email => "E-mail",
        ChannelKind.Webhook => "Webhook",
        ChannelKind.Teams => "Microsoft Teams",
        ChannelKind.Slack => "Slack",
    };

    public static string Of(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => "STARTTLS",
        MailSecurity.Tls => "TLS",
        MailSecurity.None => "none, on this machine only",
    };

    public static string Of(AlarmSeverity severity) => severity switch
    {
        AlarmSeverity.Notice => "Notice",
        AlarmSeverity.Warning => "Warning",
        AlarmSeverity.Error => "Error",
    };

    /// <summary>Where it leads; never a secret.</summary>
    public static string Where(NotificationChannel channel) => channel switch
    {
        { Mail: { } mail } => $"{string.Join(", ", mail.To)} by {mail.Host}:{mail.Port.ToString(CultureInfo.InvariantCulture)}",
        { Url: { } url } => url,
        _ => $"{Of(channel.Kind)}, at an address that is a secret",
    };

    /// <summary>The route as a sentence, without its channels.</summary>
    public static string Of(NotificationRoute route)
    {
        var kinds = route.Kinds.Count == 0 ? "every alarm" : $"alarms of {Format.Count(route.Kinds.Count, "kind")}";
        var severity = route.AtLeast switch
        {
            AlarmSeverity.Notice => "",
            AlarmSeverity.Warning => " that is no mere notice",
            AlarmSeverity.Error => " that is an error",
        };
        var zones = route.Zones.Count == 0 ? "" : $" in {string.Join(", ", route.Zones)}";
        var boxes = route.BoxPattern is "" ? "" : $" about {route.BoxPattern}";
        var team = route.Team is { } name ? $", as far as the team '{name}' may read it" : "";
        return $"Tells of {kinds}{severity}{zones}{boxes}{team}. {When(route.Hours)} "
            + $"First after {Format.Duration(route.Gather)}, changes at most every {Format.Duration(route.ChangesEvery)}, reminders every "
            + $"{Format.Duration(route.RemindEvery)} until someone acknowledges it. {Daily(route.Digest)}";
    }

    /// <summary>What a change has changed; the whole channel if it is new.</summary>
    public static string Change(NotificationChannel? before, NotificationChannel now) => before is null
        ? $"{Of(now.Kind)}: {Where(now)}."
        : Changes(Facts(before), Facts(now));

    /// <inheritdoc cref="Change(NotificationChannel?, NotificationChannel)"/>
    public static string Change(NotificationRoute? before, NotificationRoute now) =>
        before is null ? Of(now) : Changes(Facts(before), Facts(now));

    private static string Changes(IEnumerable<(string Name, string Value)> before, IEnumerable<(string Name, string Value)> now)
    {
        var changes = before.Zip(now).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.Second.Name}: {pair.Second.Value}, before: {pair.First.Value}").ToList();
        return changes.Count == 0 ? "Nothing was changed." : $"{string.Join("; ", changes)}.";
    }

    private static string When(NotificationHours? hours) => hours is null
        ? "At any time."
        : $"{Days(hours.Days)}, {hours.From:HH\\:mm} to {hours.To:HH\\:mm} ({hours.TimeZone}); errors at any time.";

    private static string Daily(NotificationDigest? digest) =>
        digest is null ? "No summary." : $"A summary every day at {digest.At:HH\\:mm} ({digest.TimeZone}).";

    private static string Days(IReadOnlyList<DayOfWeek> days) =>
        string.Join(", ", days.Select(day => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(day)));

    private static IEnumerable<(string Name, string Value)> Facts(NotificationChannel channel) =>
    [
        ("Name", channel.Name),
        ("Kind", Of(channel.Kind)),
        ("To", Where(channel)),
        ("Security", channel.Mail is { } mail ? Of(mail.Security) : None),
        ("User", channel.Mail?.User ?? None),
        ("From", channel.Mail?.From ?? None),
        ("Reply to", channel.Mail?.ReplyTo ?? None),
        ("Secret from the settings", channel.SecretSetting ?? None),
        ("Secret", channel.SecretId is null ? None : $"typed, number {channel.SecretId.Value.ToString()[^8..]}"),
    ];

    private static IEnumerable<(string Name, string Value)> Facts(NotificationRoute route) =>
    [
        ("Name", route.Name),
        ("For", route.Team is { } team ? $"the team '{team}'" : "those who can view everything"),
        ("At least", Of(route.AtLeast)),
        ("Kinds", route.Kinds.Count == 0 ? "all" : string.Join(", ", route.Kinds)),
        ("Zones", route.Zones.Count == 0 ? "all" : string.Join(", ", route.Zones)),
        ("Boxes", route.BoxPattern is "" ? SlugPattern.Everything : route.BoxPattern),
        ("Hours", When(route.Hours)),
        ("Summary", Daily(route.Digest)),
        ("Channels", Format.Count(route.Channels.Count)),
        ("First after", Format.Duration(route.Gather)),
        ("Changes every", Format.Duration(route.ChangesEvery)),
        ("Reminders every", Format.Duration(route.RemindEvery)),
    ];
}
