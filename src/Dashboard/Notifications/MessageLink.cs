namespace BackupDashboard.Notifications;

// The one link of a message.
internal static class MessageLink
{
    // Null where the console does not know its own address.
    public static Uri? Of(string baseUrl, NotificationMessage message) =>
        baseUrl is "" ? null : new Uri(baseUrl.TrimEnd('/') + message.Path);
}
