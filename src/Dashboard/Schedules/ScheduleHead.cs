using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Schedules;

/// <summary>How far a schedule has come.</summary>
public sealed record ScheduleHead
{
    public required Guid ScheduleId { get; init; }

    /// <summary>The operation that has set the schedule as it was when this was computed.</summary>
    public required Guid Version { get; init; }

    /// <summary>The first of its times that is not decided for every box.</summary>
    public required DateTimeOffset NextAt { get; init; }
}

internal sealed class ScheduleHeadTable : IEntityTypeConfiguration<ScheduleHead>
{
    public void Configure(EntityTypeBuilder<ScheduleHead> builder)
    {
        builder.ToTable("ScheduleHeads");
        builder.HasKey(head => head.ScheduleId);
    }
}
