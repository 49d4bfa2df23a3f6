using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Restores;

internal sealed class RestoreProgressTable : IEntityTypeConfiguration<RestoreProgress>
{
    public void Configure(EntityTypeBuilder<RestoreProgress> builder)
    {
        builder.ToTable("RestoreProgress");
        builder.HasKey(row => row.OperationId);
        builder.Property(row => row.OperationId).ValueGeneratedNever();
        builder.Property(row => row.State).HasConversion<string>();
        builder.ComplexProperty(row => row.Counters);
        builder.ComplexProperty(row => row.RateFrom);
        builder.ComplexProperty(row => row.RateNext);
        builder.ComplexProperty(row => row.Baseline, baseline =>
        {
            baseline.Property(one => one.Kind).HasConversion<string>();
            baseline.ComplexProperty(one => one.Low);
            baseline.ComplexProperty(one => one.High);
        });
        builder.Ignore(row => row.Failure);
        builder.Ignore(row => row.IsEnded);
        builder.Ignore(row => row.IsWithinBaseline);
        builder.Ignore(row => row.IsAboveBaseline);
        builder.HasIndex(row => row.AcceptedAt);
    }
}
