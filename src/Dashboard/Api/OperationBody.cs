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
/// <param name="Reason">For a pin, and for what others have to approve: why.</param>
/// <param name="Approval">What other people have to approve before anything happens; null if it takes no one else.</param>
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
    ApprovalBody? Approval,
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
        ApprovalBody.Of(operation),
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

/// <summary>A request for approval. It is decided on the console's page, by people.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Reasons">Why it takes someone else.</param>
/// <param name="Facts">What is approved. Whatever changes any of it voids the request.</param>
/// <param name="ApproveBy">When it expires.</param>
/// <param name="RipensAt">When it goes ahead without a second person; null if it never does.</param>
/// <param name="Votes">What people have said.</param>
internal sealed record ApprovalBody(
    ApprovalState State,
    IReadOnlyList<ApprovalReason> Reasons,
    IReadOnlyList<FactBody> Facts,
    DateTime ApproveBy,
    DateTime? RipensAt,
    IReadOnlyList<VoteBody> Votes)
{
    internal static ApprovalBody? Of(Operation operation) => operation.Approval is not { } approval ? null : new(
        operation.ApprovalState!.Value,
        approval.Reasons,
        [.. approval.Facts.Select(fact => new FactBody(fact.Name, fact.Value))],
        approval.ApproveBy.UtcDateTime,
        approval.RipensAt?.UtcDateTime,
        [.. approval.Votes.Select(vote => new VoteBody(PersonBody.Of(vote.By), vote.At.UtcDateTime, vote.IsApproval, vote.Reason))]);
}

/// <summary>Something that is true of what is to be approved.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">What it is, in words.</param>
internal sealed record FactBody(string Name, string Value);

/// <summary>What one person has said.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="IsApproval">False: they rejected it.</param>
/// <param name="Reason">In their words; null for an approval.</param>
internal sealed record VoteBody(PersonBody By, DateTime At, bool IsApproval, string? Reason);

/// <summary>A problem that an operation has met.</summary>
/// <param name="Type">One of the types that problems of requests have, too.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record ProblemBody(string Type, string Detail);

/// <summary>A person's word about an operation: an undo, "treat as failed", "the content is complete".</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Reason">In their words; null for an undo.</param>
internal sealed record DecisionBody(PersonBody By, DateTime At, string? Reason);
