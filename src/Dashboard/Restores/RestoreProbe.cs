using System.Collections.Concurrent;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Restores;

/// <summary>Polls one restored box, keeps what was counted, and reports to the journal when its content is known to be complete.</summary>
public sealed class RestoreProbe(
    ZoneMonitor zones, OperationJournal journal, FingerprintStore fingerprints, RestoreStore store, INucliaReader nuclia,
    RestoreSources sources, IOptions<RestoresOptions> options, TimeProvider time, ILogger<RestoreProbe> logger)
{
    // Clocks are corrected all the time, by less than this.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    // The last poll of each, by the clock and by the monotonic one.
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, long Stamp)> _lookedAt = new();

    /// <returns>The progress after the poll; null if the zone is not known, because it has left the account.</returns>
    public async Task<RestoreProgress?> PollAsync(Operation restore, CancellationToken cancellationToken)
    {
        if (zones.Find(restore.Zone) is not { } zone)
            return null;

        var before = await store.FindAsync(restore.Id, cancellationToken) ?? RestoreProgress.Of(restore);
        if (zone is { IsGone: true, Failure: { } gone })
        {
            var held = before with { Failure = gone.Error };
            store.Show(held);
            return held;
        }

        var counted = await nuclia.GetCountersAsync(zone.Zone, before.KnowledgeBoxId, cancellationToken);
        var now = time.GetUtcNow();
        zone = zones.Find(restore.Zone) ?? zone;
        before = ByTheClockOf(now, before);
        if (journal.Current.Find(restore.Id) is { IsArriving: true })
            before = sources.Check(zone, restore.BackupId!, before, now);
        var after = counted.Error switch
        {
            null => before.After(counted.Value, now, fingerprints.Current.Find(restore.Zone, restore.BackupId!)?.Baseline, options.Value),
            { Kind: NucliaErrorKind.NotFound } error when before.Failure?.Kind is NucliaErrorKind.NotFound && IsUnlisted(zone, before) =>
                before.AfterVanishing(now, error),
            var error => before with { Failure = error },
        };
        if (after.State != before.State)
            Tell(after);
        if (after.Failure is null || after.State != before.State)
            await store.SaveAsync(after);
        else
            store.Show(after);
        if (after.IsEnded)
            await journal.TryUpdateAsync(
                restore.Id, operation => operation.IsArriving ? operation with { ConfirmedAt = now } : null, CancellationToken.None);
        return after;
    }

    public void Forget(Guid operationId)
    {
        _lookedAt.TryRemove(operationId, out _);
        sources.Forget(operationId);
    }

    // A box that was created a moment ago may not be found everywhere yet: the zone's list and the previous poll have to agree that it is
    // missing.
    private static bool IsUnlisted(ZoneSnapshot zone, RestoreProgress restore) =>
        zone.ListsEveryBox && zone.BoxesAsOf > restore.AcceptedAt && !zone.HasBox(restore.KnowledgeBoxId);

    // If the clock is set forward, everything would seem to have stood still for as long, and the backup would lose its protection.
    private RestoreProgress ByTheClockOf(DateTimeOffset now, RestoreProgress progress)
    {
        var last = _lookedAt.TryGetValue(progress.OperationId, out var found) ? found : (At: now, Stamp: time.GetTimestamp());
        _lookedAt[progress.OperationId] = (now, time.GetTimestamp());
        var by = now - last.At - time.GetElapsedTime(last.Stamp);
        return by.Duration() > Tolerance ? progress.WithClockSet(by) : progress;
    }

    private void Tell(RestoreProgress progress)
    {
        switch (progress.State)
        {
            case RestoreState.ContentComplete:
                Log.ContentComplete(logger, progress.OperationId, progress.Slug, progress.Zone, progress.Counters!.Resources);
                break;
            case RestoreState.StillEmpty:
                Log.StillEmpty(logger, progress.OperationId, progress.Slug, progress.Zone);
                break;
            case RestoreState.Stalled:
                Log.Stalled(logger, progress.OperationId, progress.Slug, progress.Zone, progress.ResourcesMovedAt);
                break;
            case RestoreState.Quiet or RestoreState.Partial or RestoreState.Gone:
                Log.Ended(logger, progress.OperationId, progress.Slug, progress.Zone, progress.State);
                break;
        }
    }
}
