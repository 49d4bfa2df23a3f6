using System.Collections.Concurrent;
using BackupDashboard.Nuclia;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Zones;

/// <summary>
/// One watcher per zone. Follows the account's list; a zone that has gone is no longer polled, and keeps its last snapshot.
/// </summary>
public sealed class ZoneWatchers(
    INucliaReader nuclia, IOptions<PollingOptions> options, PollDurations durations, TimeProvider time,
        ILogger<ZoneWatcher> logger) : IAsyncDisposable
{
    // Lists in a row that must lack a zone before it counts as gone: one may have been cut short.
    private const int AbsencesToBeSure = 2;

    private static readonly Uri NoAddress = new("about:blank");
    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSource();

    /// <summary>Including those of zones that are gone.</summary>
    public IReadOnlyList<ZoneWatcher> All =>
        [.. _watched.Values.Select(watched => watched.Watcher).OrderBy(watcher => watcher.Zone.Slug, StringComparer.Ordinal)];

    public IReadOnlyList<ZoneWatcher> Present => [.. All.Where(watcher => !watcher.IsGone)];

    /// <summary>The last snapshots of zones that are known to be gone.</summary>
    public IReadOnlyList<ZoneSnapshot> Gone => [.. _watched.Values.Where(watched => watched.Absences >= AbsencesToBeSure)
        .Select(watched => watched.Watcher.Current).OrderBy(zone => zone.Zone.Slug, StringComparer.Ordinal)];

    /// <summary>Completes when a zone next comes or goes. Take it before looking for a zone, or a change in between is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public ZoneWatcher? Find(string slug) => _watched.TryGetValue(slug, out var watched) ? watched.Watcher : null;

    /// <summary>Starts and stops watchers until there is exactly one per zone. Must not be called concurrently.</summary>
    /// <param name="leftOut">Unreadable entries of the list: a zone that may be among them is still polled if it was before.</param>
    public async Task KeepAsync(IReadOnlyList<Zone> zones, LeftOut leftOut, CancellationToken cancellationToken)
    {
        // Not ToDictionary: a slug that the cloud lists twice must not fail the poll.
        var wanted = new Dictionary<string, Zone>(StringComparer.Ordinal);
        foreach (var zone in zones)
            wanted[zone.Slug] = zone;

        var before = Running();
        foreach (var (slug, watched) in _watched)
        {
            // At another address it is another zone to poll.
            if (!wanted.TryGetValue(slug, out var zone))
                await (leftOut.MayHold(slug) ? Task.CompletedTask : MissAsync(watched));
            else if (zone.Address != watched.Watcher.Zone.Address)
                await RemoveAsync(slug);
            else
                watched.Absences = 0;
        }

        foreach (var zone in wanted.Values)
        {
            var watched = _watched.GetOrAdd(zone.Slug, _ => new Watched(Of(zone)));
            if (!watched.IsRunning)
                Run(watched, cancellationToken);
        }

        var now = Running();
        if (before.SequenceEqual(now))
            return;

        Log.Watching(logger, now.Count, string.Join(", ", now.Select(watcher => watcher.Zone.Slug)));
        Interlocked.Exchange(ref _changed, NewSource()).TrySetResult();
    }

    /// <summary>The token is accepted again, so zones that refused it need not wait any longer.</summary>
    public void HurryRefused()
    {
        foreach (var watcher in Present.Where(watcher => watcher.Current.Failure is { IsTokenRefused: true }))
            watcher.Nudge();
    }

    /// <summary>A zone of an earlier run that the account does not list: shown from the inventory, and not polled.</summary>
    public void Recall(KnownSnapshot recorded)
    {
        var zone = new Zone("", recorded.Slug, recorded.Slug, NoAddress);
        var watcher = Of(zone);
        watcher.Leave(time.GetUtcNow(), new ZoneSnapshot(zone)
        {
            Backups = new BackupSet(recorded.Backups.Values),
            KnowledgeBoxes = new KnowledgeBoxSet(recorded.KnowledgeBoxes.Values),
            AsOf = recorded.AsOf,
            BoxesAsOf = recorded.AsOf,
            PolledAt = recorded.AsOf,
        });
        _watched.TryAdd(recorded.Slug, new Watched(watcher));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var slug in _watched.Keys)
            await RemoveAsync(slug);
    }

    private List<ZoneWatcher> Running() =>
        [.. _watched.Values.Where(watched => watched.IsRunning).Select(watched => watched.Watcher)
            .OrderBy(watcher => watcher.Zone.Slug, StringComparer.Ordinal)];

    private ZoneWatcher Of(Zone zone) => new(zone, nuclia, options.Value, durations, HurryRefused, time, logger);

    private static void Run(Watched watched, CancellationToken cancellationToken)
    {
        var watcher = watched.Watcher;
        if (watcher.IsGone)
            watcher.Return();
        var stop = watched.Stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        watched.Loop = Task.Run(() => watcher.RunAsync(stop.Token), CancellationToken.None);
    }

    private async Task MissAsync(Watched watched)
    {
        watched.Absences++;
        if (watched.Absences < AbsencesToBeSure || !watched.IsRunning)
            return;

        // In this order: a zone that is present while its watcher has stopped raises an alarm.
        watched.Watcher.Leave(time.GetUtcNow());
        await StopAsync(watched);
    }

    private async Task RemoveAsync(string slug)
    {
        if (!_watched.TryRemove(slug, out var watched))
            return;

        await StopAsync(watched);
        watched.Watcher.Close();
    }

    private static async Task StopAsync(Watched watched)
    {
        if (watched.Stop is not { } stop)
            return;

        await stop.CancelAsync();
        await watched.Loop;
        stop.Dispose();
        watched.Stop = null;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Watched(ZoneWatcher watcher)
    {
        public ZoneWatcher Watcher { get; } = watcher;

        /// <summary>Lists in a row that lacked the zone.</summary>
        public int Absences { get; set; }

        public CancellationTokenSource? Stop { get; set; }

        public Task Loop { get; set; } = Task.CompletedTask;

        public bool IsRunning => Stop is not null;
    }
}
