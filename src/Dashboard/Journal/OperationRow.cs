using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Journal;

internal sealed record OperationRow
{
    public required Guid Id { get; init; }
    public required OperationKind Kind { get; init; }
    public required OperationState State { get; init; }
    public required string Zone { get; init; }
    public required string Target { get; init; }

    // The target while the operation is active, null afterwards: unique, so that no two can be active on one target.
    public string? ActiveTarget { get; init; }

    public required string KnowledgeBoxId { get; init; }
    public required string KnowledgeBoxSlug { get; init; }
    public string? NewSlug { get; init; }
    public string? BackupId { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required OperationVia Via { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public string? UpstreamId { get; init; }
    public ProblemKind? ProblemKind { get; init; }
    public string? Reason { get; init; }
    public required int Attempts { get; init; }
    public required string CorrelationId { get; init; }
    public string? RequestName { get; init; }
    public Guid? BatchId { get; init; }
    public string? Team { get; init; }
    public Guid? ScheduleId { get; init; }
    public DateTimeOffset? OccurrenceAt { get; init; }
    public required string Content { get; init; }

    public static OperationRow Of(Operation operation) => new()
    {
        Id = operation.Id,
        Kind = operation.Kind,
        State = operation.State,
        Zone = operation.Zone,
        Target = operation.Target,
        ActiveTarget = operation.IsActive ? operation.Target : null,
        KnowledgeBoxId = operation.KnowledgeBoxId,
        KnowledgeBoxSlug = operation.KnowledgeBoxSlug,
        NewSlug = operation.NewBox?.Slug,
        BackupId = operation.BackupId,
        ActorId = operation.Actor.ObjectId,
        ActorName = operation.Actor.Name,
        Via = operation.Via,
        RequestedAt = operation.RequestedAt,
        EndedAt = operation.EndedAt,
        ConfirmedAt = operation.ConfirmedAt,
        UpstreamId = operation.UpstreamId,
        ProblemKind = operation.Problem?.Kind,
        Reason = operation.Decision?.Reason ?? operation.Problem?.Text ?? operation.Reason,
        Attempts = operation.Attempts,
        CorrelationId = operation.CorrelationId,
        RequestName = operation.RequestKey?.Name,
        BatchId = operation.BatchId,
        Team = operation.Team,
        ScheduleId = operation.Occurrence?.ScheduleId ?? operation.Schedule?.Id,
        OccurrenceAt = operation.Occurrence?.At,
        Content = OperationJson.Write(operation),
    };

    public Operation ToOperation() => OperationJson.Read(Content);
}

internal sealed class OperationTable : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("Operations");
        builder.Property(row => row.Kind).HasConversion<string>();
        builder.Property(row => row.State).HasConversion<string>();
        builder.Property(row => row.Via).HasConversion<string>();
        builder.Property(row => row.ProblemKind).HasConversion<string>();
        builder.HasIndex(row => row.ActiveTarget).IsUnique();
        builder.HasIndex(row => new { row.ActorId, row.RequestName }).IsUnique();
        builder.HasIndex(row => row.RequestedAt);
        builder.HasIndex(row => row.EndedAt);
        builder.HasIndex(row => new { row.Zone, row.KnowledgeBoxSlug });
        builder.HasIndex(row => new { row.Zone, row.BackupId });
        builder.HasIndex(row => row.UpstreamId);
        builder.HasIndex(row => row.BatchId);
        builder.HasIndex(row => new { row.ScheduleId, row.OccurrenceAt });
        builder.HasIndex(row => new { row.Kind, row.State });
    }
}
