using BackupDashboard.Feeds;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Fingerprints;

/// <summary>Counts a knowledge box when a backup of it is first seen finished, and adds what the journal knows from before it.</summary>
public sealed class FingerprintTaker(
    ZoneWatchers zones, Journal journal, FingerprintStore store, INucliaReader nuclia,
    IOptions<FingerprintsOptions> options, TimeProvider time, ILogger<FingerprintTaker> logger) : Watcher(time, logger)
{
    private const int CallsPerZone = 4;

    /// <summary>What finished later than this from now did not: our clock was set back, and it may be a day old.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, ZoneSnapshot> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _counting = new(StringComparer.Ordinal);
    private JournalSnapshot? _journal;

    protected override TimeSpan AfterMistake => options.Value.Interval;

    /// <summary>Completes when no count is under way any more.</summary>
    public Task EndedAsync() => Task.WhenAll(_counting.Values);

    public override string ToString() => "Taker of fingerprints";

    /// <summary>What is to be counted now. Pure.</summary>
    public static IEnumerable<Backup> Due(ZoneSnapshot zone, FingerprintsSnapshot known, DateTimeOffset now, TimeSpan within) =>
        zone.Backups.Values.Where(backup =>
            now - backup.FinishedAt is { } since && since <= within && since >= -ClockSkew && known.Find(zone.Zone.Slug, backup.Id)?.After is null
            && !zone.Index.IsOrphan(backup) && !zone.Index.MayBeOrphan(backup));

    protected override async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        await KeepCountsFromBeforeAsync(journal.Current);

        // Not as a subscriber: a zone that only this looks at is to keep its slow pace.
        foreach (var watcher in zones.Present)
            Begin(watcher.Current, cancellation);
        return options.Value.Interval;
    }

    private async Task KeepCountsFromBeforeAsync(JournalSnapshot current)
    {
        if (ReferenceEquals(current, _journal))
            return;

        foreach (var start in current.Operations.Values)
        {
            if (start is { Kind: OperationKind.Start, State: OperationState.Succeeded, UpstreamId: { } backupId, CountersBefore: { } before }
                && store.Current.Find(start.Zone, backupId)?.Before is null)
            {
                await store.PutAsync(start.Zone, backupId, known => known is null
                    ? New(start.Zone, backupId, start.KnowledgeBoxId) with { Before = before, TakenAt = start.SentAt ?? start.RequestedAt }
                    : known with { Before = before, IsLate = false });
            }
        }

        _journal = current;
    }

    /// <summary>Once for every picture of a zone, so that what fails is tried again when the zone is listed again. A slow zone holds up no other.</summary>
    private void Begin(ZoneSnapshot zone, CancellationToken cancellation)
    {
        var slug = zone.Zone.Slug;
        if (_seen.GetValueOrDefault(slug) == zone || _counting.GetValueOrDefault(slug) is { IsCompleted: false })
            return;

        _seen[slug] = zone;
        _counting[slug] = CountAsync(zone, cancellation);
    }

    private async Task CountAsync(ZoneSnapshot zone, CancellationToken cancellation)
    {
        try
        {
            var due = Due(zone, store.Current, Time.GetUtcNow(), options.Value.TakeWithin).GroupBy(backup => backup.KnowledgeBoxId).ToList();
            if (due.Count > 0)
            {
                var few = new ParallelOptions { MaxDegreeOfParallelism = CallsPerZone, CancellationToken = cancellation };
                await Parallel.ForEachAsync(due, few, async (backups, stop) => await CountAsync(zone.Zone, backups.Key, backups, stop));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for: what was not counted is counted after the restart, if that comes in time.
        }
        catch (Exception exception)
        {
            Log.CountThrew(Logger, exception, zone.Zone.Slug);
        }
    }

    private async Task CountAsync(Zone zone, string boxId, IEnumerable<Backup> backups, CancellationToken cancellation)
    {
        var counted = await nuclia.GetCountersAsync(zone, boxId, cancellation);
        if (counted.Error is { } error)
        {
            Log.NotCounted(Logger, boxId, zone.Slug, error.Detail);
            return;
        }

        var now = Time.GetUtcNow();
        foreach (var backup in backups)
        {
            await store.PutAsync(zone.Slug, backup.Id, known => (known ?? New(zone.Slug, backup.Id, boxId)) with
            {
                After = counted.Value,
                TakenAt = now,
                IsLate = known?.Before is null,
            });
        }
    }

    private static Fingerprint New(string zone, string backupId, string boxId) =>
        new() { Zone = zone, BackupId = backupId, KnowledgeBoxId = boxId, TakenAt = default };
}
