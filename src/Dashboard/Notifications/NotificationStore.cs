using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Notifications;

/// <summary>
/// What each channel was told, and the outbox. A message and the fact that it was decided are written together, before it is sent. What
/// cannot be written is sent anyway and recorded later: a lost storage has to be told, too, even if a restart then tells it twice.
/// </summary>
public sealed class NotificationStore : FeedStore<NotificationSnapshot, Delivery>, ILoadAtStart, IWriteLater
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly WriteThrough<string> _database;

    public NotificationStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time, ILogger<NotificationStore> logger)
        : base(NotificationSnapshot.Empty, time)
    {
        _contexts = contexts;
        _database = new WriteThrough<string>(contexts, PutAsync, logger);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (groups, receipts, deliveries) = await _contexts.UseAsync(
            async db =>
            {
                var rows = db.Set<DeliveryRow>().AsNoTracking();
                var latest = new List<DeliveryRow>();
                foreach (var channel in await rows.Select(row => row.ChannelId).Distinct().ToListAsync(cancellationToken))
                {
                    latest.AddRange(await rows.Where(row => row.ChannelId == channel && row.State != DeliveryState.Due)
                        .OrderByDescending(row => row.CreatedAt).Take(NotificationSnapshot.MostEnded).ToListAsync(cancellationToken));
                }

                // And whatever may be a digest of today.
                var recently = Time.GetUtcNow() - TimeSpan.FromDays(1);
                latest.AddRange(await rows.Where(row => row.State == DeliveryState.Due || row.CreatedAt > recently)
                    .ToListAsync(cancellationToken));
                return (
                    await db.Set<NotificationGroupRow>().AsNoTracking().ToListAsync(cancellationToken),
                    await db.Set<ChannelReceiptRow>().AsNoTracking().ToListAsync(cancellationToken), latest);
            },
            cancellationToken);
        var loaded = groups.Aggregate(NotificationSnapshot.Empty, (snapshot, row) => snapshot.With(row.ToGroup()));
        loaded = receipts.Aggregate(loaded, (snapshot, row) => snapshot.With(row.ToReceipt()));
        Load(deliveries.Aggregate(loaded, (snapshot, row) => snapshot.With(row.ToDelivery())));
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    /// <summary>Records what was decided, and the messages that follow from it.</summary>
    public async Task RecordAsync(
        IReadOnlyCollection<NotificationGroup> groups, IReadOnlyCollection<NotificationGroupKey> gone,
        IReadOnlyCollection<Delivery> deliveries)
    {
        if (groups.Count + gone.Count + deliveries.Count == 0)
            return;

        Publish(
            current => deliveries.Aggregate(
                gone.Aggregate(
                    groups.Aggregate(current, (snapshot, group) => snapshot.With(group)), (snapshot, key) => snapshot.Without(key)),
                (snapshot, delivery) => snapshot.With(delivery)),
            [.. deliveries.Select(delivery => new Upsert<Delivery>(delivery.Id.ToString(), delivery))]);
        await _database.WriteAsync(
        [
            .. groups.Select(group => group.Key.ToString()), .. gone.Select(key => key.ToString()),
            .. deliveries.Select(delivery => delivery.Id.ToString()),
        ]);
    }

    public Task RecordAsync(Delivery delivery) => RecordAsync([], [], [delivery]);

    /// <summary>Changes what is known of a channel's readers, with the message that asks them if there is one.</summary>
    public async Task RecordAsync(Guid channelId, Func<ChannelReceipt, ChannelReceipt> change, Delivery? question = null)
    {
        var now = Time.GetUtcNow();
        Publish(
            current =>
            {
                var known = current.Receipts.GetValueOrDefault(channelId) ?? new ChannelReceipt { ChannelId = channelId, Since = now };
                return question is null ? current.With(change(known)) : current.With(change(known)).With(question);
            },
            question is null ? [] : [new Upsert<Delivery>(question.Id.ToString(), question)]);
        await _database.WriteAsync(question is null ? [KeyOf(channelId)] : [KeyOf(channelId), question.Id.ToString()]);
    }

    /// <summary>Removes from the database what ended long ago, and what is known of channels that are gone.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task TrimAsync(IReadOnlyCollection<Guid> channels, CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - Kept;
        await _contexts.UseAsync(
            async db =>
            {
                await db.Set<DeliveryRow>().Where(row => row.CreatedAt < before && row.State != DeliveryState.Due)
                    .ExecuteDeleteAsync(cancellationToken);
                await db.Set<ChannelReceiptRow>().Where(row => !channels.Contains(row.ChannelId)).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
        Publish(current => current.WithReceiptsOf(channels), []);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    private static string KeyOf(Guid channelId) => $"receipt {channelId}";

    // In one transaction. By the keys of groups and receipts and the ids of deliveries, which never look alike.
    private async Task PutAsync(DashboardContext db, IReadOnlyCollection<string> keys)
    {
        var current = Current;
        var groups = current.Groups.Values.Where(group => keys.Contains(group.Key.ToString())).Select(NotificationGroupRow.Of).ToList();
        var deliveries = current.Deliveries.Values.Where(delivery => keys.Contains(delivery.Id.ToString())).Select(DeliveryRow.Of).ToList();
        var receipts = current.Receipts.Values.Where(receipt => keys.Contains(KeyOf(receipt.ChannelId)))
            .Select(ChannelReceiptRow.Of).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Set<NotificationGroupRow>().Where(row => keys.Contains(row.Key)).ExecuteDeleteAsync();
        var ids = deliveries.Select(row => row.Id).ToList();
        await db.Set<DeliveryRow>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync();
        var channels = receipts.Select(row => row.ChannelId).ToList();
        await db.Set<ChannelReceiptRow>().Where(row => channels.Contains(row.ChannelId)).ExecuteDeleteAsync();
        db.AddRange(groups);
        db.AddRange(receipts);
        db.AddRange(deliveries);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
