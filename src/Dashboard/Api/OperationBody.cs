using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Api;

/// <summary>A requested operation, and its outcome.</summary>
/// <param name="Id">What it is found by.</param>
/// <param name="Kind">What was requested.</param>
/// <param name="State">How far it is. `scheduled`, `sent` and `unknown` will still change, the others will not.</param>
/// <param name="Zone">The zone's slug; `*` for a goal or an exemption in every zone.</param>
/// <param name="KnowledgeBoxId">Of the box that is, or was, backed up; empty for what is about a pattern of slugs.</param>
/// <param name="KnowledgeBoxSlug">Of that box.</param>
/// <param name="BackupId">The backup that it is about; null for a start, whose backup is `resultId`.</param>
/// <param name="NewSlug">For a restore: of the new box.</param>
/// <param name="NewTitle">For a restore: of the new box.</param>
/// <param name="RequestedBy">Who requested it.</param>
/// <param name="Via">How it was requested.</param>
/// <param name="RequestedAt">When it was requested.</param>
/// <param name="DueAt">When it will be sent, where it waits; until then it can be cancelled, if it is a deletion.</param>
/// <param name="SentAt">When it was last sent to the cloud.</param>
/// <param name="AcceptedAt">For a deletion: when the cloud said yes. It has succeeded when the backup is no longer listed.</param>
/// <param name="EndedAt">When its outcome was known.</param>
/// <param name="ConfirmedAt">For a restore: when its content was found complete.</param>
/// <param name="ResultId">What the cloud has made: the backup's, or the new box's id.</param>
/// <param name="Problem">Why it was rejected, has failed, waits or is unknown.</param>
/// <param name="Reason">For a pin: why.</param>
/// <param name="Decision">What a person has decided about it since.</param>
/// <param name="Attempts">How often it was sent; more than once only after refusals that changed nothing.</param>
/// <param name="CorrelationId">The trace that it began in.</param>
/// <param name="ScheduleId">The schedule that it changes, or that has started it.</param>
/// <param name="OccurrenceAt">For a start by a schedule: which of its times.</param>
/// <param name="BatchId">Shared by operations that were requested together.</param>
internal sealed record OperationBody(
    Guid Id,
    OperationKind Kind,
    OperationState State,
    string Zone,
    string KnowledgeBoxId,
    string KnowledgeBoxSlug,
    string? BackupId,
    string? NewSlug,
    string? NewTitle,
    PersonBody RequestedBy,
    OperationVia Via,
    DateTime RequestedAt,
    DateTime? DueAt,
    DateTime? SentAt,
    DateTime? AcceptedAt,
    DateTime? EndedAt,
    DateTime? ConfirmedAt,
    string? ResultId,
    ProblemBody? Problem,
    string? Reason,
    DecisionBody? Decision,
    int Attempts,
    string CorrelationId,
    Guid? ScheduleId,
    DateTime? OccurrenceAt,
    Guid? BatchId)
{
    internal static OperationBody Of(Operation operation) => new(
        operation.Id,
        operation.Kind,
        operation.State,
        operation.Zone,
        operation.KnowledgeBoxId,
        operation.KnowledgeBoxSlug,
        operation.BackupId,
        operation.NewBox?.Slug,
        operation.NewBox?.Title,
        PersonBody.Of(operation.Actor),
        operation.Via,
        operation.RequestedAt.UtcDateTime,
        operation.DueAt?.UtcDateTime,
        operation.SentAt?.UtcDateTime,
        operation.AcceptedAt?.UtcDateTime,
        operation.EndedAt?.UtcDateTime,
        operation.ConfirmedAt?.UtcDateTime,
        operation.UpstreamId,
        operation.Problem is { } problem ? new ProblemBody(ApiProblem.TypeOf(ApiProblems.TypeOf(problem.Kind)), problem.Text) : null,
        operation.Reason,
        operation.Decision is { } decision ? new DecisionBody(PersonBody.Of(decision.By), decision.At.UtcDateTime, decision.Reason) : null,
        operation.Attempts,
        operation.CorrelationId,
        operation.Occurrence?.ScheduleId ?? operation.Schedule?.Id,
        operation.Occurrence?.At.UtcDateTime,
        operation.BatchId);
}

/// <summary>A person or a program.</summary>
/// <param name="ObjectId">The directory's id.</param>
/// <param name="Name">The name at that time.</param>
internal sealed record PersonBody(string ObjectId, string Name)
{
    internal static PersonBody Of(Actor actor) => new(actor.ObjectId, actor.Name);
}

/// <summary>A problem that an operation has met.</summary>
/// <param name="Type">One of the types that problems of requests have, too.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record ProblemBody(string Type, string Detail);

/// <summary>A person's word about an operation: an undo, "treat as failed", "the content is complete".</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Reason">In their words; null for an undo.</param>
internal sealed record DecisionBody(PersonBody By, DateTime At, string? Reason);
