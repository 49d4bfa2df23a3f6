using System.Collections.Concurrent;
using BackupDashboard.Access;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// What knowledge boxes hold at the moment, for those who can view them. Only for one that someone looks at, and shared for a while, so
/// that an open page costs the cloud nothing.
/// </summary>
public sealed class LiveContent(ZoneViews zones, INucliaReader nuclia, TimeProvider time)
{
    private static readonly TimeSpan SharedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Zone, string Box), CountedContent> _counted = new();

    /// <returns>Null if the viewer cannot view the box, or it cannot be counted.</returns>
    public async Task<CountedContent?> CountAsync(Grants viewer, string zone, string knowledgeBoxId, CancellationToken cancellationToken)
    {
        if (zones.Find(zone, viewer)?.Current is not { IsGone: false } snapshot || !snapshot.KnowledgeBoxes.ContainsKey(knowledgeBoxId))
            return null;

        var now = time.GetUtcNow();
        if (_counted.TryGetValue((zone, knowledgeBoxId), out var known) && now - known.At < SharedFor && known.At <= now)
            return known;

        var counted = await nuclia.GetCountersAsync(snapshot.Zone, knowledgeBoxId, cancellationToken);
        if (counted.Error is not null)
            return null;

        foreach (var (box, old) in _counted)
        {
            if (now - old.At >= SharedFor)
                _counted.TryRemove(new(box, old));
        }

        return _counted[(zone, knowledgeBoxId)] = new CountedContent(counted.Value, now);
    }
}

/// <param name="At">When it was counted.</param>
public sealed record CountedContent(Counters Counters, DateTimeOffset At);
