using System.ComponentModel;
using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <summary>A channel while it is being typed.</summary>
public sealed class ChannelDraft
{
    private static readonly char[] Separators = [',', ';', '\n', ' '];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public ChannelKind Kind { get; set; } = ChannelKind.Email;

    public string Host { get; set; } = "";

    public int? Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string User { get; set; } = "";

    public string From { get; set; } = "";

    public string ReplyTo { get; set; } = "";

    /// <summary>Addresses, with commas in between.</summary>
    public string To { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>Empty: it is typed.</summary>
    public string SecretSetting { get; set; } = "";

    /// <summary>Never holds what is there already.</summary>
    [PasswordPropertyText(true)]
    public string Secret { get; set; } = "";

    public static ChannelDraft Of(NotificationChannel channel) => new()
    {
        Id = channel.Id,
        Name = channel.Name,
        Kind = channel.Kind,
        Host = channel.Mail?.Host ?? "",
        Port = channel.Mail?.Port ?? 587,
        Security = channel.Mail?.Security ?? MailSecurity.StartTls,
        User = channel.Mail?.User ?? "",
        From = channel.Mail?.From ?? "",
        ReplyTo = channel.Mail?.ReplyTo ?? "",
        To = string.Join(", ", channel.Mail?.To ?? []),
        Url = channel.Url ?? "",
        SecretSetting = channel.SecretSetting ?? "",
    };

    public NotificationChannel ToChannel() => new()
    {
        Id = Id,
        Name = Name.Trim(),
        Kind = Kind,
        CreatedBy = new Actor("", ""),
        Mail = Kind is not ChannelKind.Email ? null : new MailSettings
        {
            Host = Host.Trim(),
            Port = Port ?? 0,
            Security = Security,
            User = User.Trim(),
            From = From.Trim(),
            ReplyTo = ReplyTo.Trim(),
            To = [.. To.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
        },
        Url = Kind is ChannelKind.Webhook ? Url.Trim() : null,
        SecretSetting = SecretSetting.Trim() is { Length: > 0 } name ? name : null,
    };
}
