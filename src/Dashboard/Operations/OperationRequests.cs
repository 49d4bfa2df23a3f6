using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Creates intents and records them: the last step before the runner takes over.</summary>
public sealed class OperationRequests(
    OperationJournal journal, ApprovalGate gate, IOptions<OperationsOptions> options, TimeProvider time, ILogger<OperationRequests> logger)
{
    public Operation Of(Caller caller, OperationKind kind, string zone, Backup backup) =>
        New(caller, kind, zone, OperationTarget.Backup(zone, backup.Id), backup.KnowledgeBoxId, backup.Slug) with
        {
            BackupId = backup.Id,
            BackupStartedAt = backup.StartedAt,
        };

    public Operation New(Caller caller, OperationKind kind, string zone, string target, string boxId, string boxSlug)
    {
        var now = time.GetUtcNow();
        return new Operation
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Zone = zone,
            Target = target,
            KnowledgeBoxId = boxId,
            KnowledgeBoxSlug = boxSlug,
            Actor = caller.Actor,
            Via = caller.Via,
            RequestKey = caller.Request,
            Occurrence = caller.Occurrence,
            Reason = caller.Reason,
            CorrelationId = OperationTrace.CorrelationId(),
            RequestedAt = now,
            State = OperationState.Scheduled,
            DueAt = OperationDefinition.Of(kind).HasGrace && options.Value.DeleteGrace > TimeSpan.Zero
                ? now + options.Value.DeleteGrace
                : null,
        };
    }

    /// <summary>The result of an earlier request under the same idempotency key; null if there is none.</summary>
    public async Task<RequestResult?> RepeatedAsync(Caller caller, Grants grants, CancellationToken cancellationToken)
    {
        if (caller.Request is not { } request)
            return null;

        try
        {
            var earlier = await journal.FindRequestAsync(caller.Actor, request.Name, cancellationToken);
            return earlier is null ? null : Repeated(earlier, request, grants);
        }
        catch (StorageException exception)
        {
            // It may have been requested before: doing it now could do it twice.
            Log.RequestNotFound(logger, exception);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }

    public async Task<RequestResult> RequestAsync(Operation intent, Grants grants, CancellationToken cancellationToken)
    {
        try
        {
            var inTheWay = await TryAddAsync(intent, cancellationToken);
            if (inTheWay is not null && GivesWay(inTheWay, intent))
            {
                await journal.TryUpdateAsync(inTheWay.Id, other => Undone(other, intent), cancellationToken);
                inTheWay = await TryAddAsync(intent, cancellationToken);
            }

            return inTheWay switch
            {
                null => new RequestResult(intent, null),
                var itself when ReferenceEquals(itself, intent) => RequestResult.Refused(new ApprovalProblems.NeedsSomeoneNow()),
                { RequestKey.Name: { } name } other when name == intent.RequestKey?.Name && other.Actor.ObjectId == intent.Actor.ObjectId =>
                    Repeated(other, intent.RequestKey, grants),
                var other when other.IsVisibleTo(grants) => new RequestResult(other, Problems.InTheWay(intent, other)),
                _ => RequestResult.Refused(intent.Definition.HiddenObstacle(intent)),
            };
        }
        catch (StorageException exception)
        {
            Log.NotWritten(logger, exception, intent.Kind, intent.Zone);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }

    // The intent itself, if it takes a second person by now.
    private Task<Operation?> TryAddAsync(Operation intent, CancellationToken cancellationToken) => journal.TryAddAsync(
        intent,
        current => intent.Definition.InTheWay(intent, current)
            ?? (gate.NeedsSomeoneNow(intent, current, isNew: true) ? intent : null),
        cancellationToken);

    // What a rule would delete, or what someone else has yet to approve, a person may still need. A change that takes no second person
    // does not wait for one that does.
    private static bool GivesWay(Operation inTheWay, Operation intent) => inTheWay.Kind is OperationKind.Delete
        ? intent.Kind is OperationKind.Pin or OperationKind.Restore
            && inTheWay is { Via: OperationVia.Retention, IsInGrace: true } or { AwaitsApproval: true }
        : inTheWay.AwaitsApproval && intent.Approval is null && inTheWay.Target == intent.Target
            && inTheWay.Kind is not OperationKind.Unpin;

    private Operation? Undone(Operation operation, Operation intent) =>
        operation.AwaitsApproval ? gate.End(operation, new ApprovalProblems.Overtaken(intent.Actor.Name, intent.Kind))
        : operation.IsInGrace ? operation.Undone(new Decision(intent.Actor, intent.RequestedAt, null))
        : null;

    private static RequestResult Repeated(Operation earlier, RequestKey request, Grants grants) =>
        earlier.RequestKey!.Body != request.Body || !earlier.IsVisibleTo(grants)
            ? RequestResult.Refused(Problems.OtherRequest)
            : new RequestResult(earlier, null);
}
