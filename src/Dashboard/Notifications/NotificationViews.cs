using BackupDashboard.Access;
using BackupDashboard.Feeds;

namespace BackupDashboard.Notifications;

/// <summary>What was sent, for those who can view everything: the only door for pages.</summary>
public sealed class NotificationViews(NotificationStore notifications)
{
    public Subscription<NotificationSnapshot, Delivery> Subscribe(Grants viewer) => notifications.Subscribe(
        (_, whole) => viewer.CanViewEverything ? whole : new(NotificationSnapshot.Empty, [new Reset<Delivery>()]));
}
