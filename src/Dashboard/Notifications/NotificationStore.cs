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
        var (groups, deliveries) = await _contexts.UseAsync(
            async db =>
            {
                var rows = db.Set<DeliveryRow>().AsNoTracking();
                var latest = new List<DeliveryRow>();
                foreach (var channel in await rows.Select(row => row.ChannelId).Distinct().ToListAsync(cancellationToken))
                {
                    latest.AddRange(await rows.Where(row => row.ChannelId == channel && row.State != DeliveryState.Due)
                        .OrderByDescending(row => row.CreatedAt).Take(NotificationSnapshot.MostEnded).ToListAsync(cancellationToken));
                }

                latest.AddRange(await rows.Where(row => row.State == DeliveryState.Due).ToListAsync(cancellationToken));
                return (await db.Set<NotificationGroupRow>().AsNoTracking().ToListAsync(cancellationToken), latest);
            },
            cancellationToken);
        var loaded = groups.Aggregate(NotificationSnapshot.Empty, (snapshot, row) => snapshot.With(row.ToGroup()));
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

    /// <summary>Removes from the database what ended long ago.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task TrimAsync(CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - Kept;
        return _contexts.UseAsync(
            db => db.Set<DeliveryRow>().Where(row => row.CreatedAt < before && row.State != DeliveryState.Due)
                .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    // In one transaction. By the keys of groups and the ids of deliveries, which never look alike.
    private async Task PutAsync(DashboardContext db, IReadOnlyCollection<string> keys)
    {
        var current = Current;
        var groups = current.Groups.Values.Where(group => keys.Contains(group.Key.ToString())).Select(NotificationGroupRow.Of).ToList();
        var deliveries = current.Deliveries.Values.Where(delivery => keys.Contains(delivery.Id.ToString())).Select(DeliveryRow.Of).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Set<NotificationGroupRow>().Where(row => keys.Contains(row.Key)).ExecuteDeleteAsync();
        var ids = deliveries.Select(row => row.Id).ToList();
        await db.Set<DeliveryRow>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync();
        db.AddRange(groups);
        db.AddRange(deliveries);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
