using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Live;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>Makes intents and writes them down: the last thing before an operation is the runner's.</summary>
public sealed class Intents(Journal journal, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Intents> logger)
{
    /// <summary>Something that is to be done to, or from, a backup.</summary>
    public Operation Of(ClaimsPrincipal person, OperationKind kind, string zone, Backup backup) =>
        New(person, kind, zone, OperationTarget.Backup(zone, backup.Id), backup.KnowledgeBoxId, backup.Slug) with
        {
            BackupId = backup.Id,
            BackupStartedAt = backup.StartedAt,
        };

    public Operation New(ClaimsPrincipal person, OperationKind kind, string zone, string target, string boxId, string boxSlug)
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
            Actor = Actor.From(person),
            CorrelationId = OperationTrace.CorrelationId(),
            RequestedAt = now,
            State = OperationState.Scheduled,
            DueAt = kind is OperationKind.Delete && options.Value.DeleteGrace > TimeSpan.Zero ? now + options.Value.DeleteGrace : null,
        };
    }

    public async Task<RequestResult> RequestAsync(Operation intent, CancellationToken cancellation)
    {
        try
        {
            return await journal.TryAddAsync(intent, cancellation) is { } other
                ? new RequestResult(other, Problems.InTheWay(intent, other))
                : new RequestResult(intent, null);
        }
        catch (JournalException exception)
        {
            Log.NotWritten(logger, exception, intent.Kind, intent.Zone);
            return RequestResult.Refused(Problems.NotWritten);
        }
    }
}
