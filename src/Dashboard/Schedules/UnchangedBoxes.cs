using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Schedules;

// Finds out whether another backup of a box would hold the same as the newest one: by the catalog, which knows what was added or modified,
// and by the number of resources, which falls when some were removed. In doubt it would not: a backup too many does no harm.
internal sealed class UnchangedBoxes(
    ZoneMonitor zones, OperationJournal journal, FingerprintStore fingerprints, INucliaReader nuclia, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The backup that is as good as one of now; null if there is none.</returns>
    public async Task<Backup?> FindAsync(Schedule schedule, CoveredBox box, CancellationToken cancellationToken)
    {
        var (slug, id) = box.Key;
        if (schedule.ForcedAfter is not { } forcedAfter || zones.Find(slug) is not { } zone
            || zone.Index.BackupsOf(id).FirstOrDefault(backup => backup is { IsCompleted: true, KnownStart: not null }) is not { } newest
            || time.GetUtcNow() - newest.StartedAt >= forcedAfter || journal.Current.IsBeingDeleted(slug, newest.Id)
            || fingerprints.Current.Find(slug, newest.Id) is not { Baseline: { Kind: BaselineKind.Exact, Low: var then } })
            return null;

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var counted = await nuclia.GetCountersAsync(zone.Zone, id, either.Token);
            if (!counted.TryGet(out var counters, out _) || counters.Resources != then.Resources)
                return null;

            var modified = await nuclia.CountModifiedAsync(zone.Zone, id, newest.StartedAt, either.Token);
            return modified.TryGet(out var count, out _) && count == 0 ? newest : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
