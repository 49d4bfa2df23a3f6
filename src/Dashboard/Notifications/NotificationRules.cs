using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using MimeKit;

namespace BackupDashboard.Notifications;

// Which channels and routes can be set. Pure.
internal static class NotificationRules
{
    public const int LongestName = 60;
    public const int LongestAddress = 500;
    public const int MostReceivers = 20;
    public const int MostChannels = 50;
    public const int MostRoutes = 100;

    private static readonly TimeSpan ShortestChanges = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestReminders = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestOfAll = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMinutes(10);

    // Why it cannot be set, as a sentence; null if it can, as far as the secret and the other channels are not concerned.
    public static string? ProblemOf(NotificationChannel channel, bool allowHttp) => channel switch
    {
        { Name: "" } => "Give it a name.",
        { Name.Length: > LongestName } => $"A name has at most {LongestName} characters.",
        { Kind: ChannelKind.Email, Mail: { } mail } => OfMail(mail),
        { Kind: ChannelKind.Webhook } => OfUrl(channel.Url, allowHttp),
        { Kind: ChannelKind.Teams or ChannelKind.Slack } => null,
        _ => "Say where the mail is to go.",
    };

    // Null for a secret that can be used.
    public static string? ProblemOfSecret(ChannelKind kind, string secret, bool allowHttp) => kind switch
    {
        ChannelKind.Email => null,
        ChannelKind.Webhook => WebhookSignature.IsSecret(secret)
            ? null
            : $"A secret of a webhook begins with {WebhookSignature.Prefix}, followed by 24 to 64 bytes in Base64. 'Make a secret' makes "
                + "one.",
        ChannelKind.Teams or ChannelKind.Slack => OfUrl(secret, allowHttp),
    };

    public static string? ProblemOf(NotificationRoute route) => route switch
    {
        { Name: "" } => "Give it a name.",
        { Name.Length: > LongestName } => $"A name has at most {LongestName} characters.",
        { Channels.Count: 0 } => "Choose at least one channel.",
        { BoxPattern: not "" } when !SlugPattern.IsValid(route.BoxPattern) =>
            $"'{route.BoxPattern}' is not a slug pattern: {SlugPattern.Rule}.",
        _ when route.Kinds.FirstOrDefault(kind => !Enum.TryParse<AlarmKind>(kind, out _)) is { } unknown =>
            $"'{unknown}' is no kind of alarm.",
        { Hours: { } hours } when OfHours(hours) is { } problem => problem,
        { Digest: { } digest } when OfZone(digest.TimeZone) is { } problem => problem,
        _ => OfTimes(route),
    };

    private static string? OfTimes(NotificationRoute route) =>
        route.Gather < TimeSpan.Zero || route.Gather > LongestGathering
            ? $"The first message can wait for at most {Format.Duration(LongestGathering)}."
        : route.ChangesEvery < ShortestChanges || route.ChangesEvery > LongestOfAll
            ? $"Changes: every {Format.Duration(ShortestChanges)} to {Format.Duration(LongestOfAll)}."
        : route.RemindEvery < ShortestReminders || route.RemindEvery > LongestOfAll
            ? $"Reminders: every {Format.Duration(ShortestReminders)} to {Format.Duration(LongestOfAll)}."
        : null;

    private static string? OfHours(NotificationHours hours) => hours switch
    {
        { Days.Count: 0 } => "Choose at least one day, or let it tell at any time.",
        _ => OfZone(hours.TimeZone),
    };

    private static string? OfZone(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _) ? null : $"'{timeZone}' is not a known time zone. Example: Europe/Paris.";

    private static string? OfMail(MailSettings mail) => mail switch
    {
        { Host: "" } => "Give the name of the mail server.",
        _ when Uri.CheckHostName(mail.Host) is UriHostNameType.Unknown => $"'{mail.Host}' is not the name of a server.",
        { Port: < 1 or > 65_535 } => "A port is between 1 and 65535. The usual one is 587 with STARTTLS, 465 with TLS.",
        _ when !IsAddress(mail.From) => $"'{mail.From}' is not an address of e-mail, from which messages come.",
        { ReplyTo: not "" } when !IsAddress(mail.ReplyTo) => $"'{mail.ReplyTo}' is not an address of e-mail, for answers.",
        { To.Count: 0 } => "Give at least one address of e-mail.",
        { To.Count: > MostReceivers } => $"At most {MostReceivers} addresses. Use a list of the mail server instead.",
        _ when mail.To.FirstOrDefault(address => !IsAddress(address)) is { } wrong => $"'{wrong}' is not an address of e-mail.",
        _ => null,
    };

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress && MailboxAddress.TryParse(text, out var address) && address.Address == text
        && address.Domain is { Length: > 0 };

    private static string? OfUrl(string? text, bool allowHttp) =>
        text is { Length: <= LongestAddress } && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (allowHttp && url.Scheme == Uri.UriSchemeHttp)) && url.UserInfo is ""
            ? null
            : "An address begins with https:// and has no name or password in it.";
}
