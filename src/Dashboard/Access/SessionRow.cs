using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Access;

// One session. Its row, and the refresh token in it, is deleted when it ends.
internal sealed record SessionRow
{
    public required string Id { get; init; }

    public required string ObjectId { get; init; }

    // Protected: a copy of the database alone reveals no tokens.
    public required string RefreshToken { get; init; }

    public required string Claims { get; init; }

    // The provider's id of its own session, by which it ends this one; null when its token has none.
    public string? ProviderSession { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    // When the person last proved who they are, as the provider says: it may be long before the session, which began without a question
    // then. Null when its token does not say.
    public DateTimeOffset? AuthenticatedAt { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
}

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("Sessions");
        builder.HasIndex(row => row.EndsAt);
        builder.HasIndex(row => row.ConfirmedAt);
    }
}
