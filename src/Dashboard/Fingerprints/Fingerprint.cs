using BackupDashboard.Nuclia;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Fingerprints;

/// <summary>What a knowledge box held when a backup of it was made, as counted by the dashboard: the backup itself does not tell.</summary>
public sealed record Fingerprint
{
    public required string Zone { get; init; }
    public required string BackupId { get; init; }
    public required string KnowledgeBoxId { get; init; }

    /// <summary>Just before the backup was started here; null: it was started elsewhere, or could not be counted then.</summary>
    public Counters? Before { get; init; }

    /// <summary>When the backup was first seen finished; null: not yet, or not within <see cref="FingerprintsOptions.TakeWithin"/>.</summary>
    public Counters? After { get; init; }

    /// <summary>When the latest count was made.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Nothing was counted before the backup. Kept as a column to search by.</summary>
    public bool IsLate { get; init; }

    public Baseline Baseline => Baseline.Of(Before, After);

    /// <summary>The count nearest to what the backup holds.</summary>
    public Counters Best => After ?? Before!;
}

internal sealed class FingerprintTable : IEntityTypeConfiguration<Fingerprint>
{
    public void Configure(EntityTypeBuilder<Fingerprint> builder)
    {
        builder.ToTable("Fingerprints");
        builder.HasKey(row => new { row.Zone, row.BackupId });
        builder.ComplexProperty(row => row.Before);
        builder.ComplexProperty(row => row.After);
        builder.Ignore(row => row.Baseline);
        builder.Ignore(row => row.Best);
    }
}
