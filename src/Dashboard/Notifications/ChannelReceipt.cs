using BackupDashboard.Access;

namespace BackupDashboard.Notifications;

/// <summary>
/// Whether people read what a channel brings: a server that accepts a message proves that no one does. One for each channel.
/// </summary>
public sealed record ChannelReceipt
{
    /// <summary>How long after the last confirmation, or the last question, a channel asks again.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(30);

    /// <summary>How long a channel counts as read without anyone saying so.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromDays(60);

    public required Guid ChannelId { get; init; }

    /// <summary>When the channel was first seen: until then no one could have confirmed it.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The latest message that asked; null before the first.</summary>
    public Guid? AskedBy { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Who said last that a message had reached them; null before the first.</summary>
    public Actor? ConfirmedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public bool IsOverdue(DateTimeOffset now) => now - (ConfirmedAt ?? Since) > Limit;

    /// <summary>On a weekday, by day (UTC): it is never urgent. A clock that was far ahead does not silence it.</summary>
    internal bool IsToAsk(DateTimeOffset now)
    {
        var latest = new[] { Since, AskedAt ?? Since, ConfirmedAt ?? Since }.Max();
        return (now - latest).Duration() >= Every
            && now is { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday), Hour: >= 8 and < 16 };
    }
}
