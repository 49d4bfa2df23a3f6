using BackupDashboard.Access;
using BackupDashboard.Live;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Alarms;

/// <summary>The alarms. Every change is committed before anybody hears of it; what is not closed is held in memory, for the pages.</summary>
public sealed class AlarmBook(IDbContextFactory<DashboardContext> contexts, Callers callers, TimeProvider time, ILogger<AlarmBook> logger)
    : ILoadAtStart, IDisposable
{
    private readonly Feed<AlarmSnapshot, Alarm> _feed = new(AlarmSnapshot.Empty, time);
    private readonly SemaphoreSlim _writing = new(1);

    public AlarmSnapshot Current => _feed.Current;

    public Subscription<AlarmSnapshot, Alarm> Subscribe() => _feed.Subscribe();

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Set<AlarmRow>().AsNoTracking();
        var open = await rows.Where(row => row.OpenKey != null).ToListAsync(cancellation);
        var closed = await rows.Where(row => row.OpenKey == null).OrderByDescending(row => row.AcknowledgedAt)
            .Take(AlarmSnapshot.MaximumClosed).ToListAsync(cancellation);
        var alarms = Enumerable.Reverse(closed).Concat(open).Select(row => row.ToAlarm()).ToList();
        _feed.Update(_ => (alarms.Aggregate(AlarmSnapshot.Empty, (snapshot, alarm) => snapshot.With(alarm)), []));
    }

    public Task RaiseAsync(AlarmKey key, string text, CancellationToken cancellation) => RaiseAsync([new AlarmNews(key, text)], cancellation);

    /// <summary>Nothing happens for a key whose alarm lasts, acknowledged or not. One that was over and that nobody has acknowledged begins again.</summary>
    public async Task RaiseAsync(IReadOnlyCollection<AlarmNews> news, CancellationToken cancellation)
    {
        if (news.All(one => Current.Open.TryGetValue(one.Key, out var open) && open.EndedAt is null))
            return;

        var raised = await ChangeAsync(current => news.DistinctBy(one => one.Key).Select(one => Raised(current, one)), cancellation);
        foreach (var alarm in raised)
            Log.Raised(logger, alarm);
    }

    public Task EndAsync(AlarmKey key, CancellationToken cancellation) => EndAsync([key], cancellation);

    /// <summary>The condition is over. Nothing happens for a key without an alarm that lasts.</summary>
    public async Task EndAsync(IReadOnlyCollection<AlarmKey> keys, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!keys.Any(key => Lasting(Current, key) is not null))
            return;

        var ended = await ChangeAsync(
            current => keys.Distinct().Select(key => Lasting(current, key) is { } alarm ? alarm with { EndedAt = now } : null), cancellation);
        foreach (var alarm in ended)
            Log.Ended(logger, alarm.Key);
    }

    /// <returns>Why it was refused; null when it was not. What somebody else has acknowledged before stays theirs.</returns>
    public async Task<string?> AcknowledgeAsync(Caller caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var confirmed = await callers.ConfirmAsync(caller, cancellation);
        if (confirmed.Problem is { } problem)
            return problem.Text;

        if (!Alarm.Acting.Any(confirmed.Grants.MayAnywhere))
            return MissingRight;

        var asked = Current.SeenBy(confirmed.Grants).Unacknowledged.Where(alarm => ids.Contains(alarm.Id)).ToList();
        if (asked.Find(alarm => !alarm.IsAcknowledgeableBy(confirmed.Grants)) is { } other)
        {
            Log.NotAcknowledged(logger, Actor.From(caller.Person).ObjectId, other.Key);
            return MissingRight;
        }

        var (now, by) = (time.GetUtcNow(), Actor.From(caller.Person));
        var acknowledged = await ChangeAsync(
            current => current.Unacknowledged.Where(alarm => asked.Any(one => one.Id == alarm.Id)).Select(alarm => alarm with
            {
                AcknowledgedAt = now,
                AcknowledgedBy = by,
                EndedAt = alarm.EndedAt ?? (alarm.IsEvent ? now : null),
            }),
            cancellation);
        foreach (var alarm in acknowledged)
            Log.Acknowledged(logger, alarm.Key, by.Name, by.ObjectId);
        return null;
    }

    public static string MissingRight { get; } = "To acknowledge an alarm you need the right to back up, to restore or to delete where it is";

    public void Dispose() => _writing.Dispose();

    private static Alarm? Lasting(AlarmSnapshot current, AlarmKey key) =>
        current.Open.TryGetValue(key, out var alarm) && alarm.EndedAt is null ? alarm : null;

    private Alarm? Raised(AlarmSnapshot current, AlarmNews news)
    {
        var now = time.GetUtcNow();
        return current.Open.GetValueOrDefault(news.Key) switch
        {
            null => new Alarm { Id = Guid.CreateVersion7(now), Key = news.Key, Box = news.Box, Text = news.Text, Detail = news.Detail, RaisedAt = now },
            { EndedAt: not null } over => over with { Text = news.Text, Detail = news.Detail, RaisedAt = now, EndedAt = null },
            _ => null,
        };
    }

    /// <summary>Decided where it is written, so that two can not pass each other.</summary>
    private async Task<IReadOnlyList<Alarm>> ChangeAsync(Func<AlarmSnapshot, IEnumerable<Alarm?>> change, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            var before = Current;
            var known = before.Open.Values.Select(alarm => alarm.Id).ToHashSet();
            var changed = change(before).OfType<Alarm>().ToList();
            if (changed.Count == 0)
                return changed;

            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            foreach (var alarm in changed)
                db.Entry(AlarmRow.Of(alarm)).State = known.Contains(alarm.Id) ? EntityState.Modified : EntityState.Added;
            await db.SaveChangesAsync(CancellationToken.None);
            _feed.Update(current => (
                changed.Aggregate(current, (snapshot, alarm) => snapshot.With(alarm)),
                [.. changed.Select(alarm => new Upsert<Alarm>(alarm.Id.ToString(), alarm))]));
            return changed;
        }
        finally
        {
            _writing.Release();
        }
    }
}
