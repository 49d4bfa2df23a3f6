using BackupDashboard.Nuclia;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Alarms;

// Alarms about the account, its token and the watchers. Checks with every poll of the account, and when something is due.
internal sealed class AlarmService(
    ZoneMonitor monitor, AccountAlarms outOfSight, AlarmStore book, WatcherAlarms heartbeats, ITokenExpiry token,
    IOptions<AlarmsOptions> options,
    TimeProvider time, ILogger<AlarmService> logger) : BackgroundService
{
    private static readonly AlarmKey Expiring = new(AlarmKind.TokenExpiring, "", "");
    private static readonly TimeSpan AfterError = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = monitor.ObserveAccount();
        await using var batches = subscription.ReadAllAsync(stoppingToken).GetAsyncEnumerator(stoppingToken);
        var news = batches.MoveNextAsync().AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await CheckAsync(stoppingToken);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(news, Task.Delay(wait, time, waiting.Token));
            await waiting.CancelAsync();
            if (!news.IsCompleted)
                continue;
            if (!await news)
                return;

            news = batches.MoveNextAsync().AsTask();
        }

        await ((Task)news).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Returns the time until the next check.
    private async Task<TimeSpan> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckAccountAsync(cancellationToken);
            await outOfSight.CheckAsync(cancellationToken);
            var due = await heartbeats.CheckAsync(cancellationToken);

            // Last: it may wait for the cloud, which must not delay the alarm about a watcher that stopped.
            await CheckTokenAsync(cancellationToken);
            var wait = due - time.GetUtcNow();
            return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            Log.WatchThrew(logger, exception);
            return AfterError;
        }
    }

    private async Task CheckAccountAsync(CancellationToken cancellationToken)
    {
        var current = monitor.Account;
        if (current.Failure is { IsTokenRefused: true } refused)
            await book.RaiseAsync([TokenRefusal.Of("", refused.Error)], cancellationToken);
        if (current is not { Failure: null, AsOf: not null })
            return;

        // A zone that has left the account is no longer polled: its alarms about polling are over.
        var zones = current.Zones.Select(zone => zone.Slug).ToHashSet(StringComparer.Ordinal);
        var left = book.Current.Open.Keys.Where(
            key => key is { Kind: AlarmKind.TokenRefused or AlarmKind.WatcherStopped or AlarmKind.ZoneUnreachable, Zone.Length: > 0 }
                && !zones.Contains(key.Zone));
        await book.EndAsync([TokenRefusal.Key(""), .. left], cancellationToken);
    }

    private async Task CheckTokenAsync(CancellationToken cancellationToken)
    {
        if (await token.ReadAsync(cancellationToken) is { } expiry && expiry - time.GetUtcNow() <= options.Value.TokenWarnBefore)
            await book.RaiseAsync(
                Expiring, $"The dashboard's token expires {ViewerTime.Utc(expiry)}. Replace it before then; nothing works without one.",
                cancellationToken);
        else
            await book.EndAsync(Expiring, cancellationToken);
    }
}
