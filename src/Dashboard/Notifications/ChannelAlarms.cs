using BackupDashboard.Alarms;
using BackupDashboard.Journal;

namespace BackupDashboard.Notifications;

// A channel that does not deliver is an alarm, which every other channel tells of, until something arrives by it again.
internal sealed class ChannelAlarms(OperationJournal journal, NotificationStore notifications, AlarmStore alarms)
{
    // After about six minutes: a server that restarts is no alarm.
    private const int Attempts = 3;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var channels = journal.Current.Channels.Select(rule => rule.Channel!).ToList();
        var news = channels.Select(channel => (channel, Failing: FailingOf(channel)))
            .Where(one => one.Failing is not null).Select(one => News(one.channel, one.Failing!)).ToList();
        await alarms.RaiseAsync(news, cancellationToken);
        var failing = news.Select(one => one.Key).ToHashSet();
        await alarms.EndAsync(
            [.. alarms.Current.Open.Keys.Where(key => key.Kind is AlarmKind.ChannelFailing && !failing.Contains(key))], cancellationToken);
    }

    // The latest message that failed for long enough, unless a later one has arrived.
    private Delivery? FailingOf(NotificationChannel channel)
    {
        var tried = notifications.Current.Of(channel.Id)
            .Where(delivery => delivery.Attempts > 0 && delivery.Message.Purpose is not NotificationPurpose.Test).ToList();
        var arrivedAt = notifications.Current.Of(channel.Id).Where(delivery => delivery.State is DeliveryState.Sent)
            .Select(delivery => delivery.EndedAt).Max();
        return tried.FirstOrDefault(delivery => (delivery.State is DeliveryState.GivenUp
                || (delivery.State is DeliveryState.Due && delivery.Attempts >= Attempts))
            && !(arrivedAt > (delivery.EndedAt ?? delivery.CreatedAt)));
    }

    private static AlarmNews News(NotificationChannel channel, Delivery failing) => new(
        new AlarmKey(AlarmKind.ChannelFailing, "", channel.Id.ToString()),
        $"Channel '{channel.Name}' does not deliver: {failing.Answer} "
            + (failing.State is DeliveryState.GivenUp ? "A message was given up." : "The message is tried again."))
    {
        // Those who set it up, and those who can view everything.
        Team = "",
        FollowsState = true,
    };
}
