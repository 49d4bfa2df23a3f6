using System.Security.Claims;
using BackupDashboard.Access;

namespace BackupDashboard.Operations;

/// <summary>What people may still say about an operation that was asked for. Each needs the right that the operation itself needs.</summary>
public sealed class OperationDecisions(Permissions permissions, Journal journal, TimeProvider time, ILogger<OperationDecisions> logger)
{
    /// <summary>Undoes what has not been sent, whoever asked for it.</summary>
    public Task<RequestResult> CancelAsync(ClaimsPrincipal person, Guid id, CancellationToken cancellation) =>
        DecideAsync(person, id, null, Problems.TooLateToUndo, Cancelled, cancellation);

    /// <summary>Ends a doubt that looking has not ended.</summary>
    public Task<RequestResult> TreatAsFailedAsync(ClaimsPrincipal person, Guid id, string reason, CancellationToken cancellation) =>
        DecideAsync(person, id, reason, Problems.NotInDoubt, TreatedAsFailed, cancellation);

    /// <summary>Declares the content of a restore complete, which sets its backup free for deletion.</summary>
    public Task<RequestResult> ConfirmContentAsync(ClaimsPrincipal person, Guid id, string reason, CancellationToken cancellation) =>
        DecideAsync(person, id, reason, Problems.NotArriving, Confirmed, cancellation);

    private async Task<RequestResult> DecideAsync(
        ClaimsPrincipal person, Guid id, string? reason, OperationProblem tooLate, Func<Operation, Decision, Operation?> change, CancellationToken cancellation)
    {
        if (await journal.FindAsync(id, cancellation) is not { } operation)
            return RequestResult.Refused(Problems.NoOperation);
        if (!permissions.Has(person, operation.Right))
            return RequestResult.Refused(Problems.NotAllowed(operation.Right));
        if (reason is not null && string.IsNullOrWhiteSpace(reason))
            return RequestResult.Refused(Problems.ReasonMissing);

        var decision = new Decision(Actor.From(person), time.GetUtcNow(), reason?.Trim());
        try
        {
            var changed = await journal.TryUpdateAsync(id, current => change(current, decision), cancellation);
            return changed is null ? new RequestResult(operation, tooLate) : new RequestResult(changed, null);
        }
        catch (JournalException exception)
        {
            Log.NotWritten(logger, exception, operation.Kind, operation.Zone);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }

    private static Operation? Cancelled(Operation operation, Decision decision) => operation.State is OperationState.Scheduled
        ? operation with { State = OperationState.Cancelled, Decision = decision, EndedAt = decision.At, DueAt = null }
        : null;

    private static Operation? TreatedAsFailed(Operation operation, Decision decision) => operation.State is OperationState.Unknown
        ? operation with
        {
            State = OperationState.Failed,
            Decision = decision,
            EndedAt = decision.At,
            Problem = Problems.TreatedAsFailed(decision.By, decision.Reason!),
        }
        : null;

    private static Operation? Confirmed(Operation operation, Decision decision) =>
        operation.IsArriving ? operation with { ConfirmedAt = decision.At, Decision = decision } : null;
}
