using BackupDashboard.Feeds;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Alarms;

// Checks that the watchers still poll. A failed poll counts: only silence would go unnoticed otherwise.
internal sealed class WatcherAlarms(
    ZoneMonitor zones, AlarmStore book, IOptions<AlarmsOptions> options, IOptions<PollingOptions> live, TimeProvider time) : IDisposable
{
    // After the machine has slept, or the clock has jumped, all are late at once, and poll at once. So a watcher that seems silent is
    // nudged, and gets as long as one poll may take.
    private static readonly TimeSpan LastChance = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _checking = new(1);
    private readonly Dictionary<string, Beat> _beats = new(StringComparer.Ordinal);

    private TimeSpan Limit =>
        options.Value.WatcherSilentAfter > 2 * live.Value.SlowInterval ? options.Value.WatcherSilentAfter : 2 * live.Value.SlowInterval;

    public static AlarmKey Key(string zone) => new(AlarmKind.WatcherStopped, zone, "");

    public async Task<DateTimeOffset> CheckAsync(CancellationToken cancellationToken)
    {
        await _checking.WaitAsync(cancellationToken);
        try
        {
            var next = DateTimeOffset.MaxValue;
            foreach (var (slug, watcher, polledAt, failure) in zones.Watchers)
            {
                var due = await CheckAsync(slug, watcher, polledAt, failure, cancellationToken);
                next = due < next ? due : next;
            }

            return next;
        }
        finally
        {
            _checking.Release();
        }
    }

    public void Dispose() => _checking.Dispose();

    private async Task<DateTimeOffset> CheckAsync(
        string zone, Watcher watcher, DateTimeOffset? polledAt, ZoneFailure? failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var beat = _beats.GetValueOrDefault(zone);
        if (beat is null || beat.Watcher != watcher || beat.PolledAt != polledAt)
            _beats[zone] = beat = new Beat(watcher, polledAt, polledAt ?? now, null);

        var quietSince = Later(beat.Since, AskedWait(beat.Since, failure));
        if (!watcher.HasStopped && now - quietSince <= Limit)
        {
            await book.EndAsync(Key(zone), cancellationToken);
            return quietSince + Limit + TimeSpan.FromSeconds(1);
        }

        if (!watcher.HasStopped)
        {
            if (beat.AskedAt is not { } askedAt)
            {
                _beats[zone] = beat with { AskedAt = now };
                watcher.Nudge();
                return now + LastChance;
            }

            if (now - askedAt < LastChance)
                return askedAt + LastChance;
        }

        await book.RaiseAsync(Key(zone), Sentence(zone, beat), cancellationToken);
        return now + Limit;
    }

    // The cloud may have asked to wait, which the watcher then does.
    private static DateTimeOffset AskedWait(DateTimeOffset polledAt, ZoneFailure? failure) => failure?.Error.RetryAt switch
    {
        null => polledAt,
        { } asked when asked > polledAt + Cadence.LongestAskedWait => polledAt + Cadence.LongestAskedWait,
        { } asked => asked,
    };

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static string Sentence(string zone, Beat beat)
    {
        var what = zone.Length == 0 ? "The account" : $"Zone {zone}";
        var since = beat.PolledAt is null ? "ever since the dashboard began to watch it" : $"since {Shell.ViewerTime.Utc(beat.Since)}";
        return $"{what} has not been polled {since}, so what is shown of it is out of date. The dashboard's log has the cause; restarting "
            + "it may help.";
    }

    private sealed record Beat(Watcher Watcher, DateTimeOffset? PolledAt, DateTimeOffset Since, DateTimeOffset? AskedAt);
}
