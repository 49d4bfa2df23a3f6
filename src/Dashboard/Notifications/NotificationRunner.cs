using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;

namespace BackupDashboard.Notifications;

// Looks every few seconds at what is to be told, and sends what is due. A pulse and not a feed of alarms: gathering, hours and reminders
// come without any event, and after a sleep or a restart everything is compared anew.
internal sealed class NotificationRunner(
    OperationJournal journal, AlarmStore alarms, NotificationStore notifications, NotificationSender sender, ChannelAlarms channelAlarms,
    ChannelReceipts receipts, ChannelSecrets secrets, Permissions permissions, Loops loops, TimeProvider time,
    ILogger<NotificationRunner> logger) : BackgroundService
{
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan TrimEvery = TimeSpan.FromHours(24);

    // One channel that hangs keeps no other one waiting, and its own messages arrive in their order.
    private readonly ConcurrentDictionary<Guid, Task> _sending = [];
    private DateTimeOffset _trimmedAt;

    /// <summary>Everything that is being sent at the moment.</summary>
    internal Task Sending => Task.WhenAll(_sending.Values);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Pulse, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        await Sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            await DecideAsync();
            await GiveUpAsync();
            await receipts.AskAsync();
            foreach (var channel in journal.Current.Channels.Select(rule => rule.Channel!))
                Send(channel, stopping);
            await channelAlarms.CheckAsync(stopping);
            loops.Round(Loop.Notifications);
            await TrimAsync(stopping);
        }
        catch (StorageException exception)
        {
            Log.NotLooked(logger, exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.LookThrew(logger, exception);
        }
    }

    private Task DecideAsync()
    {
        var (rules, now, current) = (journal.Current, time.GetUtcNow(), notifications.Current);
        var decider = new NotificationDecider(
            [.. rules.Routes.Select(rule => new RouteInForce(rule.Route!, permissions.OfTeam(rule.Route!.Team)))],
            [.. rules.Channels.Select(rule => rule.Channel!)]);
        var steps = decider.Decide([.. current.Groups.Values], alarms.Current, now).ToList();

        // What is not forgotten would grow with every kind in every zone for ever.
        var stepped = steps.Select(step => step.Group.Key).ToHashSet();
        var gone = current.Groups.Values.Where(group => !stepped.Contains(group.Key)
            && (!decider.IsInForce(group) || (group.Told.IsEmpty && group.ChangedSince is null && now - group.LastSentAt > TrimEvery)));
        return notifications.RecordAsync(
            [.. steps.Select(step => step.Group)],
            [.. gone.Select(group => group.Key)],
            [
                .. steps.Where(step => step.Message is not null).Select(step => new Delivery
                {
                    Id = Guid.CreateVersion7(now),
                    ChannelId = step.Group.Key.ChannelId,
                    RouteId = step.Group.Key.RouteId,
                    Message = step.Message!,
                    CreatedAt = now,
                    DueAt = now,
                    State = DeliveryState.Due,
                }),
            ]);
    }

    // What was still due when its channel was deleted.
    private Task GiveUpAsync()
    {
        var (rules, now) = (journal.Current, time.GetUtcNow());
        return notifications.RecordAsync(
            [], [],
            [
                .. notifications.Current.Due.Where(delivery => rules.ChannelOf(delivery.ChannelId) is null).Select(delivery =>
                    delivery with { State = DeliveryState.GivenUp, EndedAt = now, Answer = "The channel was deleted." }),
            ]);
    }

    private void Send(NotificationChannel channel, CancellationToken stopping)
    {
        if (_sending.GetValueOrDefault(channel.Id) is { IsCompleted: false })
            return;

        var due = notifications.Current.Of(channel.Id).Where(delivery => delivery.IsDue(time.GetUtcNow())).Reverse().ToList();
        if (due.Count > 0)
            _sending[channel.Id] = SendAsync(channel, due, stopping);
    }

    private async Task SendAsync(NotificationChannel channel, IReadOnlyList<Delivery> due, CancellationToken stopping)
    {
        // Leaves the look alone, whatever the senders do before they first wait.
        await Task.Yield();
        try
        {
            foreach (var delivery in due)
                await sender.SendAsync(channel, delivery, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not sent is due after the next start; what was sent and not recorded comes again, under the same id.
        }
        catch (Exception exception)
        {
            Log.SendThrew(logger, exception, channel.Id);
        }
    }

    private async Task TrimAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if ((now - _trimmedAt).Duration() < TrimEvery)
            return;

        // Once a day, also if it fails.
        _trimmedAt = now;
        List<NotificationChannel> channels = [.. journal.Current.Channels.Select(rule => rule.Channel!)];
        await notifications.TrimAsync([.. channels.Select(channel => channel.Id)], stopping);
        await secrets.ForgetAsync(channels, stopping);
    }
}
