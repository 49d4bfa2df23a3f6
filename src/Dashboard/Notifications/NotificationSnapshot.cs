using System.Collections.Immutable;

namespace BackupDashboard.Notifications;

/// <summary>
/// What was told, and what is still to arrive: every message that is due, and the latest <see cref="MostEnded"/> others of each channel.
/// </summary>
public sealed record NotificationSnapshot
{
    public const int MostEnded = 50;

    // More than the routes that can lead to one channel: what was sent today must be known.
    private const int MostDigests = 2 * NotificationRules.MostRoutes;

    public static NotificationSnapshot Empty { get; } = new();

    public long Version { get; private init; }

    public ImmutableDictionary<NotificationGroupKey, NotificationGroup> Groups { get; private init; } =
        ImmutableDictionary<NotificationGroupKey, NotificationGroup>.Empty;

    public ImmutableDictionary<Guid, Delivery> Deliveries { get; private init; } = ImmutableDictionary<Guid, Delivery>.Empty;

    /// <summary>By the id of the channel.</summary>
    public ImmutableDictionary<Guid, ChannelReceipt> Receipts { get; private init; } = ImmutableDictionary<Guid, ChannelReceipt>.Empty;

    public IEnumerable<Delivery> Due => Deliveries.Values.Where(delivery => delivery.State is DeliveryState.Due);

    /// <summary>The latest first.</summary>
    public IEnumerable<Delivery> Of(Guid channelId) =>
        Deliveries.Values.Where(delivery => delivery.ChannelId == channelId).OrderByDescending(delivery => delivery.CreatedAt);

    public NotificationSnapshot With(NotificationGroup group) =>
        this with { Version = Version + 1, Groups = Groups.SetItem(group.Key, group) };

    public NotificationSnapshot Without(NotificationGroupKey key) => this with { Version = Version + 1, Groups = Groups.Remove(key) };

    public NotificationSnapshot With(ChannelReceipt receipt) =>
        this with { Version = Version + 1, Receipts = Receipts.SetItem(receipt.ChannelId, receipt) };

    /// <summary>And of no other channel.</summary>
    public NotificationSnapshot WithReceiptsOf(IReadOnlyCollection<Guid> channels) =>
        this with { Version = Version + 1, Receipts = Receipts.RemoveRange(Receipts.Keys.Except(channels)) };

    public NotificationSnapshot With(Delivery delivery)
    {
        var deliveries = Deliveries.SetItem(delivery.Id, delivery);
        var ended = deliveries.Values.Where(one => one.ChannelId == delivery.ChannelId && one.State is not DeliveryState.Due)
            .OrderByDescending(one => one.CreatedAt).GroupBy(one => one.Message.Purpose is NotificationPurpose.Digest)
            .SelectMany(group => group.Skip(group.Key ? MostDigests : MostEnded));
        return this with { Version = Version + 1, Deliveries = deliveries.RemoveRange(ended.Select(one => one.Id)) };
    }
}
