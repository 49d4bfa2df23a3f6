using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Records;

/// <summary>A zone whose backups have been listed at some time.</summary>
internal sealed record RecordedZone
{
    public required string Slug { get; init; }

    /// <summary>When its backups were first listed: what was there then is not new.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When its backups were last listed; written with what changed, and every few minutes.</summary>
    public required DateTimeOffset LastLookAt { get; init; }
}

internal sealed class RecordedZoneTable : IEntityTypeConfiguration<RecordedZone>
{
    public void Configure(EntityTypeBuilder<RecordedZone> builder)
    {
        builder.ToTable("ZonesSeen");
        builder.HasKey(zone => zone.Slug);
    }
}
