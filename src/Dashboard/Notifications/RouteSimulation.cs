using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Notifications;

/// <summary>Runs a route over the alarms of the past, by the same decisions that are made at present.</summary>
public sealed class RouteSimulation(IDbContextFactory<DashboardContext> contexts, Permissions permissions, TimeProvider time)
{
    public const int Days = 90;

    // More would take long, and say the same.
    private const int MostAlarms = 5_000;

    /// <returns>What it would have sent to one of its channels; nothing for those who cannot view everything.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<Result> RunAsync(NotificationRoute route, Grants viewer, CancellationToken cancellationToken)
    {
        if (!viewer.CanViewEverything)
            return new Result([], 0, 0);

        var now = time.GetUtcNow();
        var from = now - TimeSpan.FromDays(Days);
        var rows = await contexts.UseAsync(
            db => db.Set<AlarmRow>().AsNoTracking().Where(row => row.RaisedAt >= from).OrderByDescending(row => row.RaisedAt)
                .Take(MostAlarms).ToListAsync(cancellationToken),
            cancellationToken);
        var alarms = rows.Select(row => row.ToAlarm()).OrderBy(alarm => alarm.RaisedAt).ToList();
        var messages = await Task.Run(() => Run(route, alarms, now), cancellationToken);
        return new Result(messages.Messages, messages.Told, alarms.Count);
    }

    // From one moment at which something may have to be said to the next.
    private (IReadOnlyList<(DateTimeOffset, string)> Messages, int Told) Run(
        NotificationRoute route, IReadOnlyList<Alarm> alarms, DateTimeOffset now)
    {
        var channel = new NotificationChannel { Id = Guid.Empty, Name = "", Kind = ChannelKind.Webhook, CreatedBy = new("", "") };
        var decider = new NotificationDecider(
            [new RouteInForce(route with { Channels = [channel.Id] }, permissions.OfTeam(route.Team))], [channel]);
        var (groups, messages, told) =
            (new Dictionary<NotificationGroupKey, NotificationGroup>(), new List<(DateTimeOffset, string)>(), new HashSet<Guid>());
        var coming = new Queue<Alarm>(alarms);
        var begun = new List<Alarm>();
        foreach (var at in Moments(route, alarms, now))
        {
            // Only what is not closed: there may be thousands, of which a few are open at one time.
            while (coming.TryPeek(out var next) && next.RaisedAt <= at)
                begun.Add(coming.Dequeue());
            begun.RemoveAll(alarm => AsOf(alarm, at).IsClosed);
            var open = begun.Aggregate(AlarmSnapshot.Empty, (snapshot, alarm) => snapshot.With(AsOf(alarm, at)));
            foreach (var step in decider.Decide([.. groups.Values], open, at))
            {
                groups[step.Group.Key] = step.Group;
                told.UnionWith(step.Group.Told.Keys);
                if (step.Message is { } message)
                    messages.Add((at, message.Title));
            }
        }

        return (messages, told.Count);
    }

    private static IEnumerable<DateTimeOffset> Moments(NotificationRoute route, IReadOnlyList<Alarm> alarms, DateTimeOffset now)
    {
        var changes = alarms.SelectMany(alarm => new[] { alarm.RaisedAt, alarm.EndedAt, alarm.AcknowledgedAt }.OfType<DateTimeOffset>());
        var reminders = alarms.SelectMany(alarm => Reminders(route, alarm, now));
        return changes.SelectMany(at => new[] { at, at + route.Gather, at + route.Gather + route.ChangesEvery }).Concat(reminders)
            .Where(at => at <= now).Distinct().Order();
    }

    private static IEnumerable<DateTimeOffset> Reminders(NotificationRoute route, Alarm alarm, DateTimeOffset now)
    {
        var end = new[] { alarm.EndedAt ?? now, alarm.AcknowledgedAt ?? now, now }.Min();
        for (var at = alarm.RaisedAt + route.Gather + route.RemindEvery; at <= end; at += route.RemindEvery)
            yield return at;
    }

    private static Alarm AsOf(Alarm alarm, DateTimeOffset at) => alarm with
    {
        EndedAt = alarm.EndedAt > at ? null : alarm.EndedAt,
        AcknowledgedAt = alarm.AcknowledgedAt > at ? null : alarm.AcknowledgedAt,
    };

    /// <param name="Messages">The oldest first.</param>
    /// <param name="Told">How many alarms they tell of.</param>
    /// <param name="Alarms">How many there were.</param>
    public sealed record Result(IReadOnlyList<(DateTimeOffset At, string Title)> Messages, int Told, int Alarms);
}
