using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

/// <summary>The last step to a kind of channel.</summary>
public interface IChannelSender
{
    IReadOnlyList<ChannelKind> Kinds { get; }

    /// <param name="secrets">The newest first.</param>
    /// <returns>Failures, too: it throws only when it is cancelled.</returns>
    Task<SendResult> SendAsync(
        NotificationChannel channel, IReadOnlyList<string> secrets, Delivery delivery, CancellationToken cancellationToken);
}
