using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Inventory;

internal sealed record KnownZone
{
    public required string Slug { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastLookAt { get; init; }
}

internal sealed class KnownZoneTable : IEntityTypeConfiguration<KnownZone>
{
    public void Configure(EntityTypeBuilder<KnownZone> builder)
    {
        builder.ToTable("ZonesSeen");
        builder.HasKey(zone => zone.Slug);
    }
}
