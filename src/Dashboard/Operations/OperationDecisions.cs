using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Decisions of people about requested operations. Each needs the right that the operation itself needs.</summary>
public sealed class OperationDecisions(
    CommandGuard guard, OperationJournal journal, IOptions<OperationsOptions> options, TimeProvider time,
    ILogger<OperationDecisions> logger)
{
    /// <summary>Undoes what has not been sent, whoever requested it.</summary>
    public Task<RequestResult> CancelAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        DecideAsync(caller, id, null, Problems.TooLateToUndo, Cancelled, cancellationToken);

    /// <summary>Undoes several, each on its own. The caller is confirmed once.</summary>
    /// <returns>One result per id, in their order.</returns>
    public async Task<IReadOnlyList<RequestResult>> CancelAllAsync(
        Caller caller, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        var results = new List<RequestResult>();
        foreach (var id in ids)
            results.Add(await DecideAsync(caller, confirmed, id, null, Problems.TooLateToUndo, Cancelled, cancellationToken));
        return results;
    }

    /// <summary>Releases what an older database holds. A deletion can then be undone for as long as a new one.</summary>
    public Task<RequestResult> ReleaseAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        DecideAsync(caller, id, null, Problems.NotAwaitingRelease, Released, cancellationToken);

    /// <summary>Settles an unknown outcome that polling has not settled.</summary>
    public Task<RequestResult> TreatAsFailedAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken) =>
        DecideAsync(caller, id, reason, Problems.NotInDoubt, TreatedAsFailed, cancellationToken);

    /// <summary>Declares the content of a restore complete, which allows its backup to be deleted.</summary>
    public Task<RequestResult> ConfirmContentAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken) =>
        DecideAsync(caller, id, reason, Problems.NotArriving, ContentConfirmed, cancellationToken);

    private async Task<RequestResult> DecideAsync(
        Caller caller, Guid id, string? reason, OperationProblem tooLate, Func<Operation, Decision, Operation?> change,
            CancellationToken cancellationToken) =>
        await DecideAsync(caller, await guard.ConfirmAsync(caller, cancellationToken), id, reason, tooLate, change, cancellationToken);

    private async Task<RequestResult> DecideAsync(
        Caller caller, CallerRights confirmed, Guid id, string? reason, OperationProblem tooLate, Func<Operation, Decision,
        Operation?> change,
        CancellationToken cancellationToken)
    {
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);

        try
        {
            return await WriteAsync(caller, confirmed.Grants, id, reason, tooLate, change, cancellationToken);
        }
        catch (StorageException exception)
        {
            Log.DecisionNotWritten(logger, exception, id);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }

    private async Task<RequestResult> WriteAsync(
        Caller caller, Grants grants, Guid id, string? reason, OperationProblem tooLate, Func<Operation, Decision, Operation?> change,
        CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(id, cancellationToken) is not { } operation || !operation.IsVisibleTo(grants))
            return RequestResult.Refused(Problems.NoOperation);
        if (!grants.May(operation.Right, operation.Zone, operation.KnowledgeBoxSlug) && !IsOwnRequest(operation, caller))
            return RequestResult.Refused(guard.Missing(caller, operation.Right, operation.Zone, operation.KnowledgeBoxSlug));
        var plain = reason is null ? null : PlainText.Title(reason);
        if (plain is "")
            return RequestResult.Refused(Problems.ReasonMissing);

        var decision = new Decision(caller.Actor, time.GetUtcNow(), plain);
        var changed = await journal.TryUpdateAsync(id, current => change(current, decision), cancellationToken);
        return changed is null ? new RequestResult(operation, tooLate) : new RequestResult(changed, null);
    }

    // What is not approved yet, whoever asked can withdraw.
    private static bool IsOwnRequest(Operation operation, Caller caller) =>
        operation.AwaitsApproval && operation.Actor.ObjectId == caller.Actor.ObjectId;

    private static Operation? Cancelled(Operation operation, Decision decision) =>
        operation.State is OperationState.Scheduled ? operation.Undone(decision) : null;

    private Operation? Released(Operation operation, Decision decision) => operation.AwaitsRelease
        ? operation with
        {
            Decision = decision,
            DueAt = operation.Definition.HasGrace ? decision.At + options.Value.GraceOfPending : null,
            Problem = null,
        }
        : null;

    private static Operation? TreatedAsFailed(Operation operation, Decision decision) => operation.State is OperationState.Unknown
        ? operation with
        {
            State = OperationState.Failed,
            Decision = decision,
            EndedAt = decision.At,
            Problem = new CloudProblems.TreatedAsFailed(decision.By.Name, decision.Reason!),
        }
        : null;

    private static Operation? ContentConfirmed(Operation operation, Decision decision) =>
        operation.IsArriving ? operation with { ConfirmedAt = decision.At, Decision = decision } : null;
}
