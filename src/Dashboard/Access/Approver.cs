using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Access;

/// <summary>Someone with the right <see cref="Right.Approve"/>. Only the provider knows them all: these have been here.</summary>
/// <param name="ObjectId">The directory's.</param>
/// <param name="Name">As it was then.</param>
/// <param name="SeenAt">When they were last seen with that right, to the day.</param>
public sealed record Approver(string ObjectId, string Name, DateTimeOffset SeenAt);

internal sealed class ApproverTable : IEntityTypeConfiguration<Approver>
{
    public void Configure(EntityTypeBuilder<Approver> builder)
    {
        builder.ToTable("Approvers");
        builder.HasKey(approver => approver.ObjectId);
    }
}
