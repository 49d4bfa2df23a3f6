using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

// Settles unknown outcomes, and proves deletions, by polling the zone until there is an answer. Never sends anything.
internal sealed class Reconciler(
    ZoneMonitor zones, OperationJournal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Reconciler> logger)
{
    public async Task SettleAsync(Guid id, CancellationToken cancellationToken)
    {
        // Not by the clock: set forward, it would end the wait early.
        var began = time.GetTimestamp();

        // A person may settle it, too.
        while (InDoubt(id) is not null)
        {
            if (!await PollOnceAsync(id, time.GetElapsedTime(began), cancellationToken))
                await Task.Delay(options.Value.ReconcileInterval, time, cancellationToken);
        }
    }

    public async Task<bool> PollOnceAsync(Guid id, TimeSpan doubtFor, CancellationToken cancellationToken)
    {
        if (InDoubt(id) is not { } operation)
            return true;

        await SayWhetherItIsHeldAsync(operation);
        var mayConclude = doubtFor >= options.Value.ConcludeAfter;
        var outcome = await OutcomeAsync(operation, mayConclude, cancellationToken);

        // A missing entry is concluded from two lists: one may have been cut short.
        if (outcome is not null && operation.Definition.RestsOnAbsence(outcome))
            outcome = await OutcomeAsync(operation, mayConclude, cancellationToken);
        return outcome is not null && await ConcludeAsync(operation, outcome);
    }

    private async Task<Outcome?> OutcomeAsync(Operation operation, bool mayConclude, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        return await zones.PollAsync(operation.Zone, cancellationToken) is { } zone
            && Conclusion(operation, zone, askedAt, mayConclude, IsClaimed) is { } concluded

                ? operation.Definition.MayBeAnEarlierOnes(operation, concluded, journal.Current)
                ? Outcome.InDoubt(new CloudProblems.MayBeAnEarlierOnes())
                : concluded
            : null;
    }

    // While the account does not list the zone, it cannot be polled: the outcome stays unknown, and says why.
    private async Task SayWhetherItIsHeldAsync(Operation operation)
    {
        // Right after a start the zones are not known yet.
        if (zones.Find(operation.Zone) is not { IsGone: var isGone } || isGone == operation.Problem?.Kind is ProblemKind.ZoneGone)
            return;

        OperationProblem? problem = isGone
            ? new Problems.CannotLook(operation.Zone)
            : operation.State is OperationState.Sent
            ? null
            : new Problems.LookingAgain(operation.Zone);
        await journal.TryUpdateAsync(
            operation.Id, current => current.State == operation.State ? current with { Problem = problem } : null, CancellationToken.None);
    }

    private Operation? InDoubt(Guid id) =>
        journal.Current.Find(id) is { State: OperationState.Unknown or OperationState.Sent } operation ? operation : null;

    private async Task<bool> ConcludeAsync(Operation operation, Outcome outcome)
    {
        if (outcome.State == operation.State && outcome.Problem == operation.Problem)
            return false;

        var settled = await journal.TryUpdateAsync(
            operation.Id, current => current.State == operation.State ? outcome.ApplyTo(current, time.GetUtcNow()) : null,
                CancellationToken.None);
        if (settled is not null)
            Log.Settled(logger, operation.Id, operation.Kind, operation.Zone, settled.State);
        return true;
    }

    private bool IsClaimed(string upstreamId) => journal.Current.Operations.Values.Any(other => other.UpstreamId == upstreamId);

    // What a zone's snapshot proves about an operation. Pure. askedAt: an earlier snapshot proves nothing. mayConclude: long enough after
    // the call for "missing" to mean "not applied". Returns null while nothing is proved.
    public static Outcome? Conclusion(
        Operation operation, ZoneSnapshot zone, DateTimeOffset askedAt, bool mayConclude, Func<string, bool> isClaimed)
    {
        if (zone.AsOf is not { } asOf || asOf < askedAt || zone.BoxesAsOf is not { } boxesAsOf || boxesAsOf < askedAt)
            return null;

        var definition = operation.Definition;
        return definition.Found(operation, zone, isClaimed) switch
        {
            [var only] => Outcome.Done(only),
            [_, ..] several => Outcome.InDoubt(new CloudProblems.Ambiguous(several.Count)),
            _ when !mayConclude || definition.MayBeOutOfSight(operation, zone) || definition.MayBeLeftOut(operation, zone) => null,
            _ => new Outcome(
                OperationState.Failed, null,
                operation.AcceptedAt is null ? new CloudProblems.NotApplied(operation.Kind) : new CloudProblems.NotConfirmed()),
        };
    }
}
