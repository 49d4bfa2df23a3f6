using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

/// <summary>
/// Once a month every channel asks its readers to say that they read it: what a server accepts may still be seen by nobody.
/// </summary>
public sealed class ChannelReceipts(
    CommandGuard guard, OperationJournal journal, NotificationStore notifications, IOptionsMonitor<NotificationsOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// Someone says that a message has reached them. It takes no right but to be someone here: readers need not be administrators, and
    /// only a reader knows the id.
    /// </summary>
    /// <param name="deliveryId">The message, from its link.</param>
    /// <returns>The channel's name, or why it does not count.</returns>
    public async Task<(string? Channel, OperationProblem? Problem)> ConfirmAsync(
        Caller caller, Guid deliveryId, CancellationToken cancellationToken)
    {
        if ((await guard.ConfirmViewerAsync(caller, cancellationToken)).Problem is { } problem)
            return (null, problem);

        var now = time.GetUtcNow();
        var current = notifications.Current;
        var channelId = current.Receipts.Values.FirstOrDefault(receipt => receipt.AskedBy == deliveryId)?.ChannelId
            ?? (current.Deliveries.GetValueOrDefault(deliveryId) is { Message.Purpose: NotificationPurpose.Test } test
                && now - test.CreatedAt < ChannelReceipt.Every ? test.ChannelId : null as Guid?);
        if (channelId is not { } id || journal.Current.ChannelOf(id)?.Channel is not { } channel)
            return (null, NotificationProblems.NoMessage);

        await notifications.RecordAsync(id, receipt => receipt with { ConfirmedBy = caller.Actor, ConfirmedAt = now });
        return (channel.Name, null);
    }

    /// <summary>Has the channels ask whose time has come. Without an address of the console there would be nothing to click.</summary>
    internal async Task AskAsync()
    {
        var now = time.GetUtcNow();
        foreach (var channel in journal.Current.Channels.Select(rule => rule.Channel!))
        {
            if (notifications.Current.Receipts.GetValueOrDefault(channel.Id) is not { } receipt)
                await notifications.RecordAsync(channel.Id, known => known);
            else if (options.CurrentValue.BaseUrl is not "" && receipt.IsToAsk(now))
                await AskAsync(channel, now);
        }
    }

    private Task AskAsync(NotificationChannel channel, DateTimeOffset now)
    {
        var question = Question(
            channel, NotificationPurpose.Receipt, "Do you read this? Please say so",
            $"The channel '{channel.Name}' asks once a month. Open the link and say 'I got this', so that others can rely on it.", now);
        return notifications.RecordAsync(channel.Id, known => known with { AskedBy = question.Id, AskedAt = now }, question);
    }

    /// <summary>A message whose link leads to where one can say that it arrived.</summary>
    internal static Delivery Question(
        NotificationChannel channel, NotificationPurpose purpose, string title, string text, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Delivery
        {
            Id = id,
            ChannelId = channel.Id,
            Message = new(
                purpose, AlarmSeverity.Notice, title, [new NotificationLine(null, null, "", now, text, IsOver: false)], 0,
                Links.Received(id)),
            CreatedAt = now,
            State = DeliveryState.Due,
            DueAt = now,
        };
    }
}
