using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// What knowledge boxes hold at the moment, and what has changed in them, for those who can view them. Only for one that someone looks at,
/// and shared for a while, so that an open page costs the cloud nothing.
/// </summary>
public sealed class LiveContent(ZoneViews zones, INucliaReader nuclia, TimeProvider time)
{
    private static readonly TimeSpan SharedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Zone, string Box), Shared<Counters>> _counters = new();
    private readonly ConcurrentDictionary<(string Zone, string Box, DateTimeOffset Since), Shared<long>> _changes = new();

    /// <param name="since">From when on changes are counted: the start of a backup. Null if there is none.</param>
    /// <returns>Null if the viewer cannot view the box, or it cannot be counted.</returns>
    public async Task<CountedContent?> CountAsync(
        Grants viewer, string zone, string knowledgeBoxId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (zones.Find(zone, viewer)?.Current is not { IsGone: false } snapshot || !snapshot.KnowledgeBoxes.ContainsKey(knowledgeBoxId))
            return null;

        var counters = await AskAsync(
            _counters, (zone, knowledgeBoxId), () => nuclia.GetCountersAsync(snapshot.Zone, knowledgeBoxId, cancellationToken));
        if (counters is null)
            return null;

        // Without it, what is known is still shown.
        var changes = since is not { } start ? null : await AskAsync(
            _changes, (zone, knowledgeBoxId, start),
            () => nuclia.CountModifiedAsync(snapshot.Zone, knowledgeBoxId, start, cancellationToken));
        return new CountedContent(counters.Value, changes?.Value, counters.At);
    }

    private async Task<Shared<T>?> AskAsync<TKey, T>(
        ConcurrentDictionary<TKey, Shared<T>> shared, TKey key, Func<Task<NucliaResult<T>>> ask)
        where TKey : notnull
    {
        var now = time.GetUtcNow();
        if (shared.TryGetValue(key, out var known) && now - known.At < SharedFor && known.At <= now)
            return known;

        if (!(await ask()).TryGet(out var value, out _))
            return null;

        foreach (var (one, old) in shared)
        {
            if (now - old.At >= SharedFor)
                shared.TryRemove(new(one, old));
        }

        return shared[key] = new Shared<T>(value, now);
    }

    private sealed record Shared<T>(T Value, DateTimeOffset At);
}

/// <param name="Changed">
/// Resources that were added or modified since the backup; null if that is not known. Removed ones are not among them.
/// </param>
/// <param name="At">When it was counted.</param>
public sealed record CountedContent(Counters Counters, long? Changed, DateTimeOffset At);
