using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Schedules;

// How far a schedule has come.
internal sealed record ScheduleHead
{
    public required Guid ScheduleId { get; init; }

    // The operation that has set the schedule as it was when this was computed.
    public required Guid Version { get; init; }

    // The first of its times that is not decided for every box.
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
