using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Alarms;

/// <summary>
/// The alarms: what is not closed, in memory and in the database. What cannot be written is shown anyway and recorded later, because a lost
/// storage is an alarm too. An acknowledgement is written before it is shown.
/// </summary>
public sealed class AlarmStore : FeedStore<AlarmSnapshot, Alarm>, ILoadAtStart, IWriteLater
{
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly ILogger<AlarmStore> _logger;
    private readonly WriteThrough<Guid> _database;

    public AlarmStore(IDbContextFactory<DashboardContext> contexts, TimeProvider time, ILogger<AlarmStore> logger)
        : base(AlarmSnapshot.Empty, time)
    {
        (_contexts, _logger) = (contexts, logger);
        _database = new WriteThrough<Guid>(contexts, PutAsync, logger);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (open, closed) = await _contexts.UseAsync(
            async db =>
            {
                var rows = db.Set<AlarmRow>().AsNoTracking();
                return (
                    await rows.Where(row => row.OpenKey != null).ToListAsync(cancellationToken),
                    await rows.Where(row => row.OpenKey == null).OrderByDescending(row => row.AcknowledgedAt)
                        .Take(AlarmSnapshot.MaximumClosed).ToListAsync(cancellationToken));
            },
            cancellationToken);
        var alarms = Enumerable.Reverse(closed).Concat(open).Select(row => row.ToAlarm()).ToList();
        Load(alarms.Aggregate(AlarmSnapshot.Empty, (snapshot, alarm) => snapshot.With(alarm)));
    }

    public Task<int> WriteAsync() => _database.WriteAsync();

    public Task RaiseAsync(AlarmKey key, string text, CancellationToken cancellationToken) =>
        RaiseAsync([new AlarmNews(key, text)], cancellationToken);

    /// <summary>
    /// Ignores keys whose alarm is active, acknowledged or not, unless its text follows its state. One that is over but unacknowledged
    /// becomes active again.
    /// </summary>
    public async Task RaiseAsync(IReadOnlyCollection<AlarmNews> news, CancellationToken cancellationToken)
    {
        if (news.All(one => Raised(Current, one) is null))
            return;

        var raised = await ChangeAsync(current => news.DistinctBy(one => one.Key).Select(one => Raised(current, one)), cancellationToken);
        foreach (var alarm in raised)
            Log.Raised(_logger, alarm);
    }

    public Task EndAsync(AlarmKey key, CancellationToken cancellationToken) => EndAsync([key], cancellationToken);

    /// <summary>Ignores keys without an active alarm.</summary>
    public async Task EndAsync(IReadOnlyCollection<AlarmKey> keys, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (!keys.Any(key => Lasting(Current, key) is not null))
            return;

        var ended = await ChangeAsync(
            current => keys.Distinct().Select(key => Lasting(current, key) is { } alarm ? alarm with { EndedAt = now } : null),
                cancellationToken);
        foreach (var alarm in ended)
            Log.Ended(_logger, alarm.Key);
    }

    /// <summary>Written before it is published. Earlier acknowledgements stay as they are.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public async Task AcknowledgeAsync(IReadOnlyCollection<Guid> ids, Actor by, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var acknowledged = await ChangeAsync(
            current => current.Unacknowledged.Where(alarm => ids.Contains(alarm.Id)).Select(alarm => alarm with
            {
                AcknowledgedAt = now,
                AcknowledgedBy = by,
                EndedAt = alarm.EndedAt ?? (alarm.IsEvent ? now : null),
            }),
            WriteFirstAsync,
            cancellationToken);
        foreach (var alarm in acknowledged)
            Log.Acknowledged(_logger, alarm.Key, by.Name, by.ObjectId);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    private static Alarm? Lasting(AlarmSnapshot current, AlarmKey key) =>
        current.Open.TryGetValue(key, out var alarm) && alarm.EndedAt is null ? alarm : null;

    private Alarm? Raised(AlarmSnapshot current, AlarmNews news)
    {
        var now = Time.GetUtcNow();
        return current.Open.GetValueOrDefault(news.Key) switch
        {
            null => new Alarm
            {
                Id = Guid.CreateVersion7(now),
                Key = news.Key,
                Box = news.Box,
                Team = news.Team,
                Text = news.Text,
                Detail = news.Detail,
                RaisedAt = now
            },
            { EndedAt: not null } over => over with { Text = news.Text, Detail = news.Detail, RaisedAt = now, EndedAt = null },
            { } open when news.FollowsState && open.Text != news.Text => open with { Text = news.Text },
            _ => null,
        };
    }

    private async Task<IReadOnlyList<Alarm>> ChangeAsync(
        Func<AlarmSnapshot, IEnumerable<Alarm?>> change, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(change, _ => Task.CompletedTask, cancellationToken);
        if (changed.Count > 0)
            await _database.WriteAsync([.. changed.Select(alarm => alarm.Id)]);
        return changed;
    }

    private Task<IReadOnlyList<Alarm>> ChangeAsync(
        Func<AlarmSnapshot, IEnumerable<Alarm?>> change, Func<IReadOnlyList<Alarm>, Task> before, CancellationToken cancellationToken) =>
            ChangeAsync(
        async () =>
        {
            IReadOnlyList<Alarm> changed = [.. change(Current).OfType<Alarm>()];
            if (changed.Count == 0)
                return changed;

            await before(changed);
            Publish(
                current => changed.Aggregate(current, (snapshot, alarm) => snapshot.With(alarm)),
                [.. changed.Select(alarm => new Upsert<Alarm>(alarm.Id.ToString(), alarm))]);
            return changed;
        },
        cancellationToken);

    // First what was raised while the database could not be written: there, too, a key has one alarm that is not closed.
    private async Task WriteFirstAsync(IReadOnlyList<Alarm> alarms)
    {
        await _database.WriteAsync();
        await _contexts.UseAsync(db => PutAsync(db, alarms), CancellationToken.None);
    }

    private Task PutAsync(DashboardContext db, IReadOnlyCollection<Guid> ids) =>
        PutAsync(db, [.. Current.Open.Values.Concat(Current.Closed).Where(alarm => ids.Contains(alarm.Id))]);

    private static async Task PutAsync(DashboardContext db, IReadOnlyList<Alarm> alarms)
    {
        var ids = alarms.Select(alarm => alarm.Id).ToList();
        var stored = await db.Set<AlarmRow>().Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();

        // Existing rows first: one that is closed makes room for the next of its key.
        foreach (var alarm in alarms.Where(alarm => stored.Contains(alarm.Id)))
            db.Update(AlarmRow.Of(alarm));
        await db.SaveChangesAsync();
        db.AddRange(alarms.Where(alarm => !stored.Contains(alarm.Id)).Select(AlarmRow.Of));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
