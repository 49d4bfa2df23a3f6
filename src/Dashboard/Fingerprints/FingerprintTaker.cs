using System.Collections.Concurrent;
using BackupDashboard.Feeds;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Fingerprints;

// Counts a knowledge box when a backup of it is first seen finished, and adds the journal's count from before the backup.
internal sealed class FingerprintTaker(
    ZoneMonitor zones, OperationJournal journal, FingerprintStore store, INucliaReader nuclia,
    IOptions<FingerprintsOptions> options, TimeProvider time, ILogger<FingerprintTaker> logger) : ZoneFollower(zones)
{
    private const int CallsPerZone = 4;

    // A backup cannot have finished later than this from now: our clock was set back, and the backup may be a day old.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, long> _taken = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSource();
    private JournalSnapshot? _journal;

    public Task Changed => Volatile.Read(ref _changed).Task;

    public long TakenOf(string zone) => _taken.GetValueOrDefault(zone);

    // What has to be counted now. Pure.
    public static IEnumerable<Backup> Due(ZoneSnapshot zone, FingerprintsSnapshot known, DateTimeOffset now, TimeSpan within) =>
        zone.Backups.Values.Where(backup =>
            now - backup.FinishedAt is { } since && since <= within && since >= -ClockSkew
                && known.Find(zone.Zone.Slug, backup.Id)?.After is null
            && !zone.Index.IsOrphan(backup) && !zone.Index.MayBeOrphan(backup));

    protected override Func<Batch<ZoneSnapshot, Backup>, CancellationToken, Task> Begin(string zone) => async (batch, cancellationToken) =>
    {
        // Every snapshot, not only what changed: a count that failed is tried again after the next poll.
        await KeepCountsFromBeforeAsync(journal.Current);
        await CountAsync(batch.Snapshot, cancellationToken);
        _taken[zone] = batch.Snapshot.Version;
        Interlocked.Exchange(ref _changed, NewSource()).TrySetResult();
    };

    protected override void OnThrew(string zone, Exception exception) => Log.CountThrew(logger, exception, zone);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(base.ExecuteAsync(stoppingToken), FollowJournalAsync(stoppingToken));

    private async Task FollowJournalAsync(CancellationToken cancellationToken)
    {
        using var subscription = journal.Subscribe();
        try
        {
            await foreach (var batch in subscription.ReadAllAsync(cancellationToken))
                await TryKeepAsync(batch.Snapshot);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryKeepAsync(JournalSnapshot current)
    {
        try
        {
            await KeepCountsFromBeforeAsync(current);
        }
        catch (Exception exception)
        {
            // Tried again with the next poll of any zone.
            Log.KeepThrew(logger, exception);
        }
    }

    private async Task KeepCountsFromBeforeAsync(JournalSnapshot current)
    {
        if (ReferenceEquals(current, _journal))
            return;

        foreach (var start in current.Operations.Values)
        {
            if (start is
                {
                    Kind: OperationKind.Start, State: OperationState.Succeeded, UpstreamId: { } backupId,
                    CountersBefore: { } before
                }
                && store.Current.Find(start.Zone, backupId)?.Before is null)
            {
                await store.PutAsync(start.Zone, backupId, known => known is null
                    ? New(start.Zone, backupId, start.KnowledgeBoxId) with { Before = before, TakenAt = start.SentAt ?? start.RequestedAt }
                    : known with { Before = before, IsLate = false });
            }
        }

        _journal = current;
    }

    private async Task CountAsync(ZoneSnapshot zone, CancellationToken cancellationToken)
    {
        var due = Due(zone, store.Current, time.GetUtcNow(), options.Value.TakeWithin).GroupBy(backup => backup.KnowledgeBoxId).ToList();
        if (due.Count == 0)
            return;

        var few = new ParallelOptions { MaxDegreeOfParallelism = CallsPerZone, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, few, async (backups, stop) => await CountAsync(zone.Zone, backups.Key, backups, stop));
    }

    private async Task CountAsync(Zone zone, string boxId, IEnumerable<Backup> backups, CancellationToken cancellationToken)
    {
        var counted = await nuclia.GetCountersAsync(zone, boxId, cancellationToken);
        if (counted.Error is { } error)
        {
            Log.NotCounted(logger, boxId, zone.Slug, error.Detail);
            return;
        }

        var now = time.GetUtcNow();
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

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
