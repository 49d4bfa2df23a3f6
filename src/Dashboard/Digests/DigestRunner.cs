using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;

namespace BackupDashboard.Digests;

// Once a day, at the time of each route that wants it, tells how everything is. What was told is in the outbox, so that a restart or a
// clock that is set back does not tell it again. A digest that is hours late would say nothing of the morning: it is left out, and missed
// by those who wait for it, as it should be after an absence.
internal sealed class DigestRunner(
    OperationJournal journal, NotificationStore notifications, DigestReader reader, Permissions permissions, TimeProvider time,
    ILogger<DigestRunner> logger) : BackgroundService
{
    // Not a multiple of another loop's wait: tests tell the loops by what is left of it.
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(23);

    private static readonly TimeSpan MostLate = TimeSpan.FromHours(4);

    /// <summary>How long it waits for zones of which nothing is known, as after the start or a sleep of the machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Which time of a route was seen first when.</summary>
    private readonly Dictionary<Guid, (DateTimeOffset At, DateTimeOffset Seen)> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                foreach (var rule in journal.Current.Routes)
                    await TryAsync(rule, stoppingToken);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // One route whose digest cannot be written must not silence the others.
    private async Task TryAsync(Operation rule, CancellationToken stopping)
    {
        try
        {
            await TellAsync(rule, stopping);
        }
        catch (StorageException exception)
        {
            Log.NotWritten(logger, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.Threw(logger, exception);
        }
    }

    private async Task TellAsync(Operation rule, CancellationToken stopping)
    {
        var (route, now) = (rule.Route!, time.GetUtcNow());
        var readers = permissions.OfTeam(route.Team);

        // A team that has left the settings reads nothing: of nothing, all would be well.
        if (!readers.MayAnywhere(Right.View) || route.Digest is not { } digest || DueAt(digest, rule.RequestedAt, now) is not { } at)
            return;

        List<Guid> channels =
        [
            .. route.Channels.Where(channel => journal.Current.ChannelOf(channel) is not null
                && !notifications.Current.Of(channel).Any(
                    told => told.RouteId == route.Id && told.Message.Purpose is NotificationPurpose.Digest && told.CreatedAt >= at)),
        ];
        if (channels.Count == 0)
            return;

        if (_seen.GetValueOrDefault(route.Id).At != at)
            _seen[route.Id] = (at, now);
        var contents = await reader.ReadAsync(readers, stopping);
        if (!contents.IsComplete && now - _seen[route.Id].Seen < Patience)
            return;

        var message = contents.Write(now);
        await notifications.RecordAsync(
            [], [],
            [
                .. channels.Select(channel => new Delivery
                {
                    Id = Guid.CreateVersion7(now),
                    ChannelId = channel,
                    RouteId = route.Id,
                    Message = message,
                    CreatedAt = now,
                    DueAt = now,
                    State = DeliveryState.Due,
                }),
            ]);
    }

    // Null if it is not the time. A route that was set after that time begins with the next one.
    private static DateTimeOffset? DueAt(NotificationDigest digest, DateTimeOffset setAt, DateTimeOffset now) =>
        Recurrence.Of($"{digest.At.Minute} {digest.At.Hour} * * *", digest.TimeZone)?.UpTo(now) is { } at
            && now - at <= MostLate && setAt <= at
            ? at
            : null;
}
