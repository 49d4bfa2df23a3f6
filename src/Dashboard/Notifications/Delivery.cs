using BackupDashboard.Primitives;

namespace BackupDashboard.Notifications;

/// <summary>One message to one channel, from the decision to send it until it has arrived or was given up.</summary>
public sealed record Delivery
{
    /// <summary>How long to wait after each attempt that failed. After the last one it is given up.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(8),
    ];

    /// <summary>The same for every attempt, so that receivers can drop what comes twice.</summary>
    public required Guid Id { get; init; }

    public required Guid ChannelId { get; init; }

    /// <summary>Null where no route led to it: a test, and the question whether anyone reads.</summary>
    public Guid? RouteId { get; init; }

    public required NotificationMessage Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Of the next attempt.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>What came of the latest attempt, in the words of the server if it said something; null before the first.</summary>
    public string? Answer { get; init; }

    /// <summary>When it was delivered or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A clock that was ahead must not make it wait longer than the longest wait.</summary>
    public bool IsDue(DateTimeOffset now) => State is DeliveryState.Due && (DueAt <= now || DueAt > now + Waits[^1]);

    /// <param name="sent">What came of one attempt.</param>
    public Delivery After(SendResult sent, DateTimeOffset now)
    {
        var tried = this with { Attempts = Attempts + 1, Answer = sent.Answer };
        return sent.IsDelivered ? tried with { State = DeliveryState.Sent, EndedAt = now }
            : sent.IsFinal || Message.Purpose is NotificationPurpose.Test || Attempts >= Waits.Count
                ? tried with { State = DeliveryState.GivenUp, EndedAt = now }
            : tried with { DueAt = now + Waits[Attempts] };
    }
}

public enum DeliveryState
{
    Due,
    Sent,
    GivenUp,
}

/// <summary>What came of one attempt to deliver a message.</summary>
/// <param name="Answer">What the server said, or why it could not be asked.</param>
/// <param name="IsFinal">Another attempt would not help.</param>
public sealed record SendResult(bool IsDelivered, string Answer, bool IsFinal = false)
{
    public static SendResult Delivered(string answer) => new(true, answer);

    public static SendResult Failed(string answer) => new(false, answer);

    /// <summary>A server may repeat what it was sent: its words are shown without the secrets.</summary>
    internal static SendResult Failed(string answer, IEnumerable<string> secrets, bool isFinal = false) => new(
        false,
        secrets.Where(secret => secret is not "")
            .Aggregate(PlainText.Title(answer), (left, secret) => left.Replace(secret, "(secret)", StringComparison.Ordinal)),
        isFinal);
}
