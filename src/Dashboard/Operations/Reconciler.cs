using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Live;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Settles operations whose outcome is not known, by looking at the zone until there is an answer. Never sends anything.</summary>
public sealed class Reconciler(
    ZoneWatchers zones, Journal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Reconciler> logger)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task SettleAsync(Guid id, CancellationToken cancellation)
    {
        var doubtSince = time.GetUtcNow();
        while (true)
        {
            var operation = journal.Current.Find(id)!;
            var askedAt = time.GetUtcNow();
            if (await LookAsync(operation.Zone, cancellation) is { } zone)
            {
                var mayConclude = askedAt - doubtSince >= options.Value.ConcludeAfter;
                if (Conclusion(operation, zone, askedAt, mayConclude) is { } outcome)
                {
                    await journal.UpdateAsync(id, current => outcome.ApplyTo(current, time.GetUtcNow()), cancellation);
                    Log.Settled(logger, id, operation.Kind, operation.Zone, outcome.State);
                    return;
                }
            }

            await Task.Delay(options.Value.ReconcileInterval, time, cancellation);
        }
    }

    /// <returns>Null when nobody looks at the zone, perhaps only now: it moves to another address, or it has left the account.</returns>
    private async Task<ZoneSnapshot?> LookAsync(string zone, CancellationToken cancellation)
    {
        if (zones.Find(zone) is not { } watcher)
            return null;

        try
        {
            await watcher.FreshLookAsync(cancellation);
            return watcher.Current;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What a zone's picture proves about an operation. Pure.</summary>
    /// <param name="askedAt">A picture from before this proves nothing.</param>
    /// <param name="mayConclude">Long enough after the call for "not there" to mean "not applied".</param>
    /// <returns>Null while nothing is proved.</returns>
    public static Outcome? Conclusion(Operation operation, ZoneSnapshot zone, DateTimeOffset askedAt, bool mayConclude)
    {
        if (zone.AsOf is not { } asOf || asOf < askedAt || zone.BoxesAsOf is not { } boxesAsOf || boxesAsOf < askedAt)
            return null;

        var found = operation.Kind switch
        {
            OperationKind.Start => zone.Index.BackupsOf(operation.KnowledgeBoxId).FirstOrDefault(backup => IsNewSince(operation, backup))?.Id,
            OperationKind.Delete => zone.Backups.ContainsKey(operation.BackupId!) ? null : operation.BackupId,
            _ => zone.KnowledgeBoxes.Values.FirstOrDefault(box => IsAskedFor(operation, box))?.Id,
        };
        if (found is not null)
            return Outcome.Done(found);

        return mayConclude ? new Outcome(OperationState.Failed, null, Problems.NotApplied(operation.Kind)) : null;
    }

    /// <summary>The list does not say when a box was made, so slug and title must both be what was asked for.</summary>
    private static bool IsAskedFor(Operation operation, KnowledgeBox box) =>
        !box.IsAgent && box.Slug == operation.NewBox!.Slug && box.Title == operation.NewBox.Title;

    /// <summary>Two signs, because each alone can err: the list may have been old, and the clocks differ.</summary>
    private static bool IsNewSince(Operation operation, Backup backup) =>
        !operation.KnownBackups.Contains(backup.Id) && backup.StartedAt >= operation.RequestedAt - ClockSkew;
}
