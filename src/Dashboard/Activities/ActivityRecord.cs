using BackupDashboard.Journal;
using CsvHelper;

namespace BackupDashboard.Activities;

// An operation as it is exported, complete. Times are UTC.
[CsvRecord]
internal sealed partial record ActivityRecord
{
    public required Guid Id { get; init; }
    public required DateTime RequestedAt { get; init; }
    public required string Person { get; init; }
    public required string PersonObjectId { get; init; }
    public required OperationVia Via { get; init; }
    public required OperationKind Kind { get; init; }
    public required OperationState State { get; init; }
    public required string Zone { get; init; }
    public required string KnowledgeBoxSlug { get; init; }
    public required string KnowledgeBoxId { get; init; }
    public string? BackupId { get; init; }
    public DateTime? BackupStartedAt { get; init; }
    public string? NewSlug { get; init; }
    public string? NewTitle { get; init; }
    public string? Reason { get; init; }
    public string? UpstreamId { get; init; }
    public ProblemKind? ProblemKind { get; init; }
    public string? Problem { get; init; }
    public required int Attempts { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? FirstSentAt { get; init; }
    public DateTime? SentAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecidedByObjectId { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecisionReason { get; init; }
    public required string CorrelationId { get; init; }
    public Guid? BatchId { get; init; }
    public required string Target { get; init; }

    public static ActivityRecord Of(Operation operation) => new()
    {
        Id = operation.Id,
        RequestedAt = operation.RequestedAt.UtcDateTime,
        Person = operation.Actor.Name,
        PersonObjectId = operation.Actor.ObjectId,
        Via = operation.Via,
        Kind = operation.Kind,
        State = operation.State,
        Zone = operation.Zone,
        KnowledgeBoxSlug = operation.KnowledgeBoxSlug,
        KnowledgeBoxId = operation.KnowledgeBoxId,
        BackupId = operation.BackupId,
        BackupStartedAt = operation.BackupStartedAt?.UtcDateTime,
        NewSlug = operation.NewBox?.Slug,
        NewTitle = operation.NewBox?.Title,
        Reason = operation.Reason,
        UpstreamId = operation.UpstreamId,
        ProblemKind = operation.Problem?.Kind,
        Problem = operation.Problem?.Text,
        Attempts = operation.Attempts,
        DueAt = operation.DueAt?.UtcDateTime,
        FirstSentAt = operation.FirstSentAt?.UtcDateTime,
        SentAt = operation.SentAt?.UtcDateTime,
        AcceptedAt = operation.AcceptedAt?.UtcDateTime,
        EndedAt = operation.EndedAt?.UtcDateTime,
        ConfirmedAt = operation.ConfirmedAt?.UtcDateTime,
        DecidedBy = operation.Decision?.By.Name,
        DecidedByObjectId = operation.Decision?.By.ObjectId,
        DecidedAt = operation.Decision?.At.UtcDateTime,
        DecisionReason = operation.Decision?.Reason,
        CorrelationId = operation.CorrelationId,
        BatchId = operation.BatchId,
        Target = operation.Target,
    };
}
