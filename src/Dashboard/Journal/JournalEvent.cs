using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Journal;

/// <summary>One change of one operation: its state from then on. Written once; a database trigger refuses every change.</summary>
internal sealed record JournalEvent
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required Guid OperationId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation, as <see cref="OperationJson"/> writes it.</summary>
    public required string Content { get; init; }

    /// <summary>Keyed hash over this event and the previous hash, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }
}

internal sealed class JournalEventTable : IEntityTypeConfiguration<JournalEvent>
{
    public void Configure(EntityTypeBuilder<JournalEvent> builder)
    {
        builder.ToTable("JournalEvents");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => entry.OperationId);
    }
}
