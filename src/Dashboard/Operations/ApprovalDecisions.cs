using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;

namespace BackupDashboard.Operations;

/// <summary>
/// What other people say about a request: only a person who has just signed in, and who did not make it. What they cannot view is treated
/// as missing.
/// </summary>
public sealed class ApprovalDecisions(
    CommandGuard guard, ApprovalGate gate, ISessions sessions, OperationJournal journal, TimeProvider time,
    ILogger<ApprovalDecisions> logger)
{
    /// <summary>A sign-in counts for so long: someone else may sit at the desk by now.</summary>
    internal static readonly TimeSpan SignInFor = TimeSpan.FromMinutes(10);

    /// <summary>Approves the facts as they were shown, each request on its own.</summary>
    /// <param name="seen">The operations and the hashes of their facts.</param>
    /// <returns>One result per request, in their order. One whose facts have changed is voided, and refused.</returns>
    public Task<IReadOnlyList<RequestResult>> ApproveAsync(
        Caller caller, IReadOnlyList<SeenFacts> seen, CancellationToken cancellationToken) =>
        DecideAsync(caller, seen, reason: null, cancellationToken);

    /// <summary>Rejects requests, each on its own. It takes no sign-in of a moment ago: nothing is changed by it.</summary>
    /// <param name="reason">Kept in the journal, and shown to the one who asked.</param>
    public Task<IReadOnlyList<RequestResult>> RejectAsync(
        Caller caller, IReadOnlyList<SeenFacts> seen, string reason, CancellationToken cancellationToken) =>
        DecideAsync(caller, seen, PlainText.Title(reason), cancellationToken);

    /// <summary>Whether someone's sign-in is of a moment ago, as far as is known without asking the provider.</summary>
    internal bool HasJustSignedIn(Caller caller) => SignedInAt(caller) is { } at && (time.GetUtcNow() - at).Duration() < SignInFor;

    private async Task<IReadOnlyList<RequestResult>> DecideAsync(
        Caller caller, IReadOnlyList<SeenFacts> seen, string? reason, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        var obstacle = confirmed.Problem ?? ProblemOf(caller, reason);
        var results = new List<RequestResult>();
        foreach (var (id, hash) in seen)
        {
            results.Add(obstacle is not null
                ? RequestResult.Refused(obstacle)
                : await DecideAsync(caller, confirmed.Grants, id, hash, reason, cancellationToken));
        }

        return results;
    }

    private OperationProblem? ProblemOf(Caller caller, string? reason) => reason is ""
        ? Problems.ReasonMissing
        : SignedInAt(caller) is null ? Problems.NotAPerson
        : reason is null && !HasJustSignedIn(caller) ? ApprovalProblems.SignInTooOld
        : null;

    private async Task<RequestResult> DecideAsync(
        Caller caller, Grants grants, Guid id, string seenHash, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            if (await journal.FindAsync(id, cancellationToken) is not { Approval: not null } operation || !operation.IsVisibleTo(grants))
                return RequestResult.Refused(Problems.NoOperation);
            if (!ApprovalGate.May(grants, operation))
                return RequestResult.Refused(guard.Missing(caller, Right.Approve, operation.Zone, operation.KnowledgeBoxSlug));
            if (operation.Actor.ObjectId == caller.Actor.ObjectId)
                return RequestResult.Refused(ApprovalProblems.OwnRequest);

            var problem = ApprovalProblems.NotPending;
            var changed = await journal.TryUpdateAsync(
                id, current => Decided(current, caller, grants, seenHash, reason, ref problem), cancellationToken);
            return changed is null ? new RequestResult(operation, problem)
                : reason is null && changed.State is OperationState.Rejected ? new RequestResult(changed, changed.Problem)
                : new RequestResult(changed, null);
        }
        catch (StorageException exception)
        {
            Log.DecisionNotWritten(logger, exception, id);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }

    // problem: why nothing is written; unchanged if it is no longer pending.
    private Operation? Decided(
        Operation operation, Caller caller, Grants grants, string seenHash, string? reason, ref OperationProblem problem)
    {
        if (!operation.AwaitsApproval)
            return null;
        if (reason is not null)
            return gate.End(WithVote(operation, caller, grants, reason), new ApprovalProblems.NotApproved(caller.Actor.Name, reason));
        if (gate.Ended(operation) is { } ended)
            return ended;

        var obstacle = operation.Approval!.Hash != seenHash ? ApprovalProblems.Seen
            : !gate.IsKnown(operation) ? new ApprovalProblems.Unread(operation.Zone)
            : operation.Approval.Votes.Any(vote => vote.By.ObjectId == caller.Actor.ObjectId) ? ApprovalProblems.AlreadyApproved
            : null;
        if (obstacle is not null)
        {
            problem = obstacle;
            return null;
        }

        var voted = WithVote(operation, caller, grants, reason: null);
        return voted.Approval!.IsGranted ? gate.Granted(voted) : voted;
    }

    private Operation WithVote(Operation operation, Caller caller, Grants grants, string? reason)
    {
        var vote = new ApprovalVote(
            caller.Actor, time.GetUtcNow(), SignedInAt(caller)!.Value, reason is null, [.. grants.Teams.Select(team => team.Name)], reason);
        return operation with { Approval = operation.Approval! with { Votes = [.. operation.Approval.Votes, vote] } };
    }

    private DateTimeOffset? SignedInAt(Caller caller) => caller is PersonCaller { Person: var person } ? sessions.SignedInAt(person) : null;
}

/// <summary>A request for approval as someone has seen it.</summary>
/// <param name="Id">Of the operation.</param>
/// <param name="Hash">Of the facts.</param>
public readonly record struct SeenFacts(Guid Id, string Hash);
