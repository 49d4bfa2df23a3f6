using BackupDashboard.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Inventory;

internal sealed record KnownBox
{
    public required string Zone { get; init; }
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }

    // When two polls in a row lacked it; null while it is listed.
    public DateTimeOffset? GoneAt { get; init; }

    public static KnownBox Of(string zone, BoxChange change, DateTimeOffset firstSeenAt) => new()
    {
        Zone = zone,
        Id = change.Box.Id,
        Slug = change.Box.Slug,
        Title = change.Box.Title,
        FirstSeenAt = firstSeenAt,
        GoneAt = change.GoneAt,
    };

    public KnowledgeBox ToBox() => new(Id, Slug, Title, IsAgent: false);
}

internal sealed class KnownBoxTable : IEntityTypeConfiguration<KnownBox>
{
    public void Configure(EntityTypeBuilder<KnownBox> builder)
    {
        builder.ToTable("BoxesSeen");
        builder.HasKey(box => new { box.Zone, box.Id });
    }
}
