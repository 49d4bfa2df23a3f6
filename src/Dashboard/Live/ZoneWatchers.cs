using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Nuclia;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Live;

/// <summary>The watchers that run, one a zone. A zone that comes or goes with the account's list is followed.</summary>
public sealed class ZoneWatchers(
    INucliaReader nuclia, IOptions<LiveOptions> options, LookDurations durations, TimeProvider time, ILogger<ZoneWatcher> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<ZoneWatcher> All =>
        [.. _running.Values.Select(running => running.Watcher).OrderBy(watcher => watcher.Zone.Slug, StringComparer.Ordinal)];

    /// <summary>Null for a zone that is not there, and as well for one that may not be viewed.</summary>
    public ZoneWatcher? Find(string slug, Grants grants) => grants.SeesZone(slug) ? Find(slug) : null;

    public ZoneWatcher? Find(string slug) => _running.TryGetValue(slug, out var running) ? running.Watcher : null;

    /// <summary>Starts and stops watchers until there is exactly one for each of these zones. Called by one caller at a time.</summary>
    public async Task KeepAsync(IReadOnlyList<Zone> zones, CancellationToken cancellation)
    {
        // Not ToDictionary: a slug that the cloud tells twice must not end the look.
        var wanted = new Dictionary<string, Zone>(StringComparer.Ordinal);
        foreach (var zone in zones)
            wanted[zone.Slug] = zone;

        var before = _running.Count;
        foreach (var (slug, running) in _running)
        {
            // A zone that moved to another address is another zone to ask.
            if (!wanted.TryGetValue(slug, out var zone) || zone.Address != running.Watcher.Zone.Address)
                await StopAsync(slug);
        }

        foreach (var zone in wanted.Values.Where(zone => !_running.ContainsKey(zone.Slug)))
            Start(zone, cancellation);

        if (_running.Count != before)
            Log.Watching(logger, _running.Count, string.Join(", ", _running.Keys.Order(StringComparer.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var slug in _running.Keys)
            await StopAsync(slug);
    }

    private void Start(Zone zone, CancellationToken cancellation)
    {
        var watcher = new ZoneWatcher(zone, nuclia, options.Value, durations, time, logger);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _running[zone.Slug] = new Running(watcher, stop, Task.Run(() => watcher.RunAsync(stop.Token), CancellationToken.None));
    }

    private async Task StopAsync(string slug)
    {
        if (!_running.TryRemove(slug, out var running))
            return;

        await running.Stop.CancelAsync();
        await running.Loop;
        running.Watcher.Close();
        running.Stop.Dispose();
    }

    private sealed record Running(ZoneWatcher Watcher, CancellationTokenSource Stop, Task Loop);
}
