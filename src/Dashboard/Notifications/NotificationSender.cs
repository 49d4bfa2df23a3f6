using BackupDashboard.Journal;
using BackupDashboard.Platform;

namespace BackupDashboard.Notifications;

/// <summary>One attempt to deliver a message, and its record. Tests of a channel take the same way.</summary>
public sealed class NotificationSender(
    IEnumerable<IChannelSender> senders, ChannelSecrets secrets, NotificationStore notifications, TimeProvider time,
    ILogger<NotificationSender> logger)
{
    public async Task<Delivery> SendAsync(NotificationChannel channel, Delivery delivery, CancellationToken cancellationToken)
    {
        var result = await TryAsync(channel, delivery, cancellationToken);
        var after = delivery.After(result, time.GetUtcNow());
        await notifications.RecordAsync(after);
        if (result.IsDelivered)
            Log.Delivered(logger, delivery.Id, channel.Id, after.Attempts, result.Answer);
        else
            Log.NotDelivered(logger, delivery.Id, channel.Id, after.Attempts, after.State, result.Answer);
        return after;
    }

    private async Task<SendResult> TryAsync(NotificationChannel channel, Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var known = await secrets.ReadAsync(channel, cancellationToken);
            var sender = senders.Single(sender => sender.Kinds.Contains(channel.Kind));
            return await sender.SendAsync(channel, known, delivery, cancellationToken);
        }
        catch (SecretException exception)
        {
            return SendResult.Failed(exception.Message);
        }
    }
}
