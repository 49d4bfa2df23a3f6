using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>A way to tell people, as an address of e-mail or a chat. Never holds a secret: those are in a table of their own.</summary>
public sealed record NotificationChannel
{
    public required Guid Id { get; init; }

    /// <summary>Unique, ignoring case.</summary>
    public required string Name { get; init; }

    public required ChannelKind Kind { get; init; }

    public required Actor CreatedBy { get; init; }

    /// <summary>For <see cref="ChannelKind.Email"/>; null for the others.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>For <see cref="ChannelKind.Webhook"/>; null for the others. The addresses of chats are secrets.</summary>
    public string? Url { get; init; }

    /// <summary>The key in <c>Notifications:Secrets</c> whose secret it uses; null if it was typed, or if there is none.</summary>
    public string? SecretSetting { get; init; }

    /// <summary>The secret that was typed last; null if none was.</summary>
    public Guid? SecretId { get; init; }

    /// <summary>The secret before that one, with which a webhook is signed as well until <see cref="RotatedAt"/> is a day ago.</summary>
    public Guid? PreviousSecretId { get; init; }

    public DateTimeOffset? RotatedAt { get; init; }

    internal string Target => OperationTarget.Channel(Id);
}

public enum ChannelKind
{
    /// <summary>By SMTP.</summary>
    Email,

    /// <summary>JSON, signed as Standard Webhooks says.</summary>
    Webhook,

    /// <summary>Microsoft Teams, by a workflow's address.</summary>
    Teams,

    /// <summary>By an incoming webhook.</summary>
    Slack,
}

public sealed record MailSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required MailSecurity Security { get; init; }

    /// <summary>Empty where the server wants no sign-in.</summary>
    public string User { get; init; } = "";

    public required string From { get; init; }

    /// <summary>Empty: <see cref="From"/>.</summary>
    public string ReplyTo { get; init; } = "";

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>A list is equal by what it holds: otherwise a change that changes nothing would not be seen as one.</summary>
    public bool Equals(MailSettings? other) => other is not null
        && (Host, Port, Security, User, From, ReplyTo) == (other.Host, other.Port, other.Security, other.User, other.From, other.ReplyTo)
        && To.SequenceEqual(other.To);

    public override int GetHashCode() => HashCode.Combine(Host, Port, Security, User, From, ReplyTo, To.Count);
}

public enum MailSecurity
{
    StartTls,
    Tls,

    /// <summary>Only to this machine.</summary>
    None,
}
