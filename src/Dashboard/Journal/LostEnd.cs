using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Journal;

/// <summary>
/// What the journal ended with before an older database took the place of the one in use. The dashboard that had written it says so, since
/// the next one to start may be another one, which had not heard of it yet. One row, until what waits is held.
/// </summary>
internal sealed record LostEnd
{
    public int Id { get; init; } = 1;

    // As a journal.head has it.
    public required string Head { get; init; }
}

internal sealed class LostEndTable : IEntityTypeConfiguration<LostEnd>
{
    public void Configure(EntityTypeBuilder<LostEnd> builder)
    {
        builder.ToTable("LostEnds");
        builder.Property(end => end.Id).ValueGeneratedNever();
    }
}
