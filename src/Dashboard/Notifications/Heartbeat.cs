using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

// Tells a monitor elsewhere, of the kind of healthchecks.io, that the dashboard does its work; or that it does not, as long as it can say
// so. Silence is for the monitor to notice. The journal's head goes along: whoever cuts off the end of the journal cannot cut it off there.
internal sealed class Heartbeat(
    Loops loops, ZoneMonitor zones, StorageProbe storage, NotificationStore notifications, JournalAudit audit, HttpSender http,
    HeartbeatState state, IOptions<NotificationsOptions> options, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // A watcher may poll rarely, and wait longer when the cloud asks for it.
    private static readonly TimeSpan LimitOfWatchers = TimeSpan.FromMinutes(15);

    private DateTimeOffset _lookedAt;
    private DateTimeOffset _awakeSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!state.IsSet)
            return;

        try
        {
            while (true)
            {
                await Task.Delay(options.Value.HeartbeatEvery, time, stoppingToken);
                await PingAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task PingAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();

        // After the start, and after a sleep of the machine, everything is late at once, and catches up in a moment.
        if ((now - _lookedAt).Duration() > 2 * options.Value.HeartbeatEvery)
            _awakeSince = now;
        _lookedAt = now;
        SendResult result;
        IReadOnlyList<string> problems = [];
        try
        {
            problems = await ProblemsAsync(now, stopping);
            result = await http.PostTextAsync(await AddressAsync(problems.Count == 0, stopping), await TextAsync(problems), stopping);
        }
        catch (SecretException exception)
        {
            result = SendResult.Failed(exception.Message);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.HeartbeatThrew(logger, exception);
            result = SendResult.Failed("An unexpected error occurred; the dashboard's log has the cause.");
        }

        if (!result.IsDelivered)
            Log.HeartbeatNotDelivered(logger, result.Answer);
        state.Show(new HeartbeatPing(now, problems, result));
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(DateTimeOffset now, CancellationToken stopping)
    {
        List<string> problems = [.. loops.Silent(Limit, _awakeSince).Select(loop => loop switch
        {
            Loop.Schedules => "Schedules have not been looked at for 5 minutes.",
            Loop.Retention => "Retention rules have not been looked at for 5 minutes.",
            Loop.Notifications => "Notifications have not been decided for 5 minutes.",
        })];
        problems.AddRange(zones.Watchers
            .Where(watcher => now - Latest(watcher.PolledAt ?? _awakeSince, _awakeSince) > LimitOfWatchers)
            .Select(watcher => watcher.Slug is "" ? "The account is not being read." : $"Zone {watcher.Slug} is not being read."));
        if (await storage.TryAsync(stopping) is not null)
            problems.Add("The journal cannot be written.");
        if (notifications.Current.Due.Any(delivery => delivery.Attempts == 0 && now - Latest(delivery.DueAt, _awakeSince) > Limit))
            problems.Add("Messages are not being sent.");
        return problems;
    }

    private async Task<string> AddressAsync(bool isWell, CancellationToken stopping)
    {
        var url = (await SecretSource.ReadAsync(
            options.Value.HeartbeatUrl, $"{NotificationsOptions.Section}:{nameof(options.Value.HeartbeatUrl)}", stopping)).TrimEnd('/');
        return isWell ? url : $"{url}/fail";
    }

    private async Task<string> TextAsync(IReadOnlyList<string> problems)
    {
        var text = problems.Count == 0 ? "All is well." : string.Join('\n', problems);
        try
        {
            return await audit.HeadAsync(CancellationToken.None) is { } head ? $"{text}\nThe journal's head is {head}." : text;
        }
        catch (StorageException)
        {
            // That it cannot be used is among the problems.
            return text;
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
