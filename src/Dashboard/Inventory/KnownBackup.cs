using BackupDashboard.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Inventory;

internal sealed record KnownBackup
{
    public required string Zone { get; init; }
    public required string Id { get; init; }
    public required string KnowledgeBoxId { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    // Bytes.
    public long? Size { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    // When two polls in a row lacked it; null while it is listed.
    public DateTimeOffset? GoneAt { get; init; }

    public required BackupOrigin Origin { get; init; }

    public static KnownBackup Of(string zone, BackupChange change, DateTimeOffset firstSeenAt, BackupOrigin origin) => new()
    {
        Zone = zone,
        Id = change.Backup.Id,
        KnowledgeBoxId = change.Backup.KnowledgeBoxId,
        Slug = change.Backup.Slug,
        Title = change.Backup.Title,
        StartedAt = change.Backup.StartedAt,
        FinishedAt = change.Backup.FinishedAt,
        Size = change.Backup.Size,
        FirstSeenAt = firstSeenAt,
        GoneAt = change.GoneAt,
        Origin = change.Origin ?? origin,
    };

    public Backup ToBackup() => new(
        Id, KnowledgeBoxId, Slug, Title, StartedAt, FinishedAt, Size, FinishedAt is null ? BackupState.InProgress : BackupState.Completed);
}

internal enum BackupOrigin
{
    Before,

    // New, while an operation of ours that may have created it is not settled.
    Undecided,

    Ours,
    Elsewhere,
}

internal sealed class KnownBackupTable : IEntityTypeConfiguration<KnownBackup>
{
    public void Configure(EntityTypeBuilder<KnownBackup> builder)
    {
        builder.ToTable("BackupsSeen");
        builder.HasKey(backup => new { backup.Zone, backup.Id });
        builder.Property(backup => backup.Origin).HasConversion<string>();
        builder.HasIndex(backup => new { backup.Zone, backup.KnowledgeBoxId, backup.FinishedAt });
    }
}
