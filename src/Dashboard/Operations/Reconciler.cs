using System.Diagnostics;
using BackupDashboard.Feeds;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>
/// Settles operations whose outcome is not known, and proves deletions, by looking at the zone until there is an answer. Never sends anything.
/// </summary>
public sealed class Reconciler(
    ZoneWatchers zones, Journal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Reconciler> logger)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task SettleAsync(Guid id, CancellationToken cancellation)
    {
        // Not by the clock: set forward, it would end the doubt early.
        var began = time.GetTimestamp();

        // A person may end the doubt, too.
        while (InDoubt(id) is not null)
        {
            if (!await LookOnceAsync(id, time.GetElapsedTime(began), cancellation))
                await Task.Delay(options.Value.ReconcileInterval, time, cancellation);
        }
    }

    /// <param name="doubtFor">How long it has been looked at: not longer than the call has been over.</param>
    /// <returns>True when the operation is not what it was.</returns>
    public async Task<bool> LookOnceAsync(Guid id, TimeSpan doubtFor, CancellationToken cancellation)
    {
        if (InDoubt(id) is not { } operation)
            return true;

        await SayWhetherItIsHeldAsync(operation);
        var mayConclude = doubtFor >= options.Value.ConcludeAfter;
        var outcome = await OutcomeAsync(operation, mayConclude, cancellation);

        // What is not listed is concluded from two answers: one may have been cut short.
        if (outcome is not null && RestsOnAbsence(operation, outcome))
            outcome = await OutcomeAsync(operation, mayConclude, cancellation);
        return outcome is not null && await ConcludeAsync(operation, outcome);
    }

    private static bool RestsOnAbsence(Operation operation, Outcome outcome) =>
        outcome.State is OperationState.Succeeded ? operation.Kind is OperationKind.Delete : outcome.State is OperationState.Failed && operation.Kind is not OperationKind.Delete;

    private async Task<Outcome?> OutcomeAsync(Operation operation, bool mayConclude, CancellationToken cancellation)
    {
        var askedAt = time.GetUtcNow();
        return await LookAsync(operation.Zone, cancellation) is { } zone && Conclusion(operation, zone, askedAt, mayConclude, IsClaimed) is { } concluded
            ? MayBeAnEarlierOnes(operation, concluded) ? Outcome.InDoubt(Problems.MayBeAnEarlierOnes) : concluded
            : null;
    }

    /// <summary>While the account does not list the zone, nobody can look: the doubt lasts, and says so.</summary>
    private async Task SayWhetherItIsHeldAsync(Operation operation)
    {
        // Right after a start the zones are not known yet.
        if (zones.Find(operation.Zone) is not { IsGone: var isGone } || isGone == operation.Problem?.Kind is ProblemKind.ZoneGone)
            return;

        var problem = isGone ? Problems.CannotLook(operation.Zone) : operation.State is OperationState.Sent ? null : Problems.LookingAgain(operation.Zone);
        await journal.TryUpdateAsync(
            operation.Id, current => current.State == operation.State ? current with { Problem = problem } : null, CancellationToken.None);
    }

    private Operation? InDoubt(Guid id) => journal.Current.Find(id) is { State: OperationState.Unknown or OperationState.Sent } operation ? operation : null;

    /// <returns>True when it was written: the operation is not what it was.</returns>
    private async Task<bool> ConcludeAsync(Operation operation, Outcome outcome)
    {
        if (outcome.State == operation.State && outcome.Problem == operation.Problem)
            return false;

        var settled = await journal.TryUpdateAsync(
            operation.Id, current => current.State == operation.State ? outcome.ApplyTo(current, time.GetUtcNow()) : null, CancellationToken.None);
        if (settled is not null)
            Log.Settled(logger, operation.Id, operation.Kind, operation.Zone, settled.State);
        return true;
    }

    /// <returns>
    /// Null when the zone can not be looked at; or when nobody does, perhaps only now: it moves to another address, or it has left the account.
    /// </returns>
    private async Task<ZoneSnapshot?> LookAsync(string zone, CancellationToken cancellation)
    {
        if (zones.Find(zone) is not { } watcher)
            return null;

        try
        {
            await watcher.FreshLookAsync(cancellation);

            // By the clock alone, an old picture would look new once the clock has been set back.
            return watcher.Current is { Failure: null } picture ? picture : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Another operation has made it: it can not be this one's.</summary>
    private bool IsClaimed(string upstreamId) => journal.Current.Operations.Values.Any(other => other.UpstreamId == upstreamId);

    /// <summary>
    /// A restore to this slug was given up before it was known that it would not come about: the box may be its, from another backup.
    /// Nothing tells the two apart, since the cloud does not say what a box was restored from. Not by the clock, which may have been set
    /// back: one operation at a time is active for a target, so whatever has ended had begun earlier.
    /// </summary>
    private bool MayBeAnEarlierOnes(Operation operation, Outcome outcome) =>
        operation.Kind is OperationKind.Restore && outcome.State is OperationState.Succeeded
        && journal.Current.Operations.Values.Any(other => other.Target == operation.Target && other.Id != operation.Id
            && other is { Problem.Kind: ProblemKind.TreatedAsFailed, UpstreamId: null });

    /// <summary>What a zone's picture proves about an operation. Pure.</summary>
    /// <param name="askedAt">A picture from before this proves nothing.</param>
    /// <param name="mayConclude">Long enough after the call for "not there" to mean "not applied".</param>
    /// <param name="isClaimed">What is known to be another operation's.</param>
    /// <returns>Null while nothing is proved.</returns>
    public static Outcome? Conclusion(
        Operation operation, ZoneSnapshot zone, DateTimeOffset askedAt, bool mayConclude, Func<string, bool> isClaimed)
    {
        if (zone.AsOf is not { } asOf || asOf < askedAt || zone.BoxesAsOf is not { } boxesAsOf || boxesAsOf < askedAt)
            return null;

        List<string> found = operation.Kind switch
        {
            OperationKind.Start => [.. zone.Index.BackupsOf(operation.KnowledgeBoxId)
                .Where(backup => IsNewSince(operation, backup) && !isClaimed(backup.Id)).Select(backup => backup.Id)],
            OperationKind.Delete when MayBeOutOfSight(operation, zone) => [],
            OperationKind.Delete => zone.HasBackup(operation.BackupId!) ? [] : [operation.BackupId!],
            OperationKind.Restore => [.. zone.KnowledgeBoxes.Values.Where(box => IsAskedFor(operation, box) && !isClaimed(box.Id)).Select(box => box.Id)],
            OperationKind.Pin or OperationKind.Unpin => throw new UnreachableException("A pin is never in doubt: nothing is sent for it."),
        };
        return found switch
        {
            [var only] => Outcome.Done(only),
            [_, ..] => Outcome.InDoubt(Problems.Ambiguous(found.Count)),
            _ when !mayConclude || MayBeOutOfSight(operation, zone) || MayBeLeftOut(operation, zone) => null,
            _ => new Outcome(OperationState.Failed, null, operation.AcceptedAt is null ? Problems.NotApplied(operation.Kind) : Problems.NotConfirmed),
        };
    }

    /// <summary>The token does not see every box: what is not listed of one that it does not see proves nothing.</summary>
    private static bool MayBeOutOfSight(Operation operation, ZoneSnapshot zone) =>
        !zone.SeesEveryBox && operation.AcceptedAt is null && (operation.Kind is OperationKind.Restore || !zone.HasBox(operation.KnowledgeBoxId));

    /// <summary>What was requested may be listed, as an entry that cannot be read or with a date that cannot be true.</summary>
    private static bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) => operation.Kind switch
    {
        OperationKind.Start => zone.LeftOutBackups.HasNameless || zone.LeftOutBackups.Names.Except(operation.KnownBackups).Any()
            || zone.Index.BackupsOf(operation.KnowledgeBoxId).Any(backup =>
                !PlausibleTime.IsKnown(backup.StartedAt) && !operation.KnownBackups.Contains(backup.Id, StringComparer.Ordinal)),
        OperationKind.Restore => zone.LeftOutBoxes.IsAny,
        OperationKind.Delete or OperationKind.Pin or OperationKind.Unpin => operation.BackupId is { } id && !zone.Backups.ContainsKey(id) && zone.LeftOutBackups.MayHold(id),
    };

    /// <summary>The list does not say when a box was made, so slug and title must both be what was asked for.</summary>
    private static bool IsAskedFor(Operation operation, KnowledgeBox box) =>
        !box.IsAgent && box.Slug == operation.NewBox!.Slug && box.Title == operation.NewBox.Title;

    /// <summary>Two signs, because each alone can err: the list may have been old, and the clocks differ.</summary>
    private static bool IsNewSince(Operation operation, Backup backup) =>
        !operation.KnownBackups.Contains(backup.Id, StringComparer.Ordinal) && backup.StartedAt >= operation.RequestedAt - ClockSkew;
}
