using BackupDashboard.Nuclia;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Fingerprints;

/// <summary>What a knowledge box held when a backup of it was made, as counted by the dashboard: the backup itself does not say.</summary>
public sealed record Fingerprint
{
    public required string Zone { get; init; }
    public required string BackupId { get; init; }
    public required string KnowledgeBoxId { get; init; }

    /// <summary>Just before the backup was started here; null if it was started elsewhere, or could not be counted.</summary>
    public Counters? Before { get; init; }

    /// <summary>
    /// When the backup was first seen finished; null: not yet, or not within <see cref="FingerprintsOptions.TakeWithin"/>.
    /// </summary>
    public Counters? After { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Nothing was counted before the backup. A column to search by.</summary>
    public bool IsLate { get; init; }

    public Baseline Baseline => Baseline.Of(Before, After);

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
