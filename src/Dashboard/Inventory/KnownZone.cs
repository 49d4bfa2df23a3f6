using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Inventory;

/// <summary>A zone whose backups have been listed at some time.</summary>
internal sealed record KnownZone
{
    public required string Slug { get; init; }

    /// <summary>When its backups were first listed: what existed then is not new.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When its backups were last listed; written with changes, and every few minutes.</summary>
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
