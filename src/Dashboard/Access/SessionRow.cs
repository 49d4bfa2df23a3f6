using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Access;

/// <summary>One session. Its row, and the refresh token in it, is deleted when it ends.</summary>
internal sealed record SessionRow
{
    /// <summary>Random; known to the cookie.</summary>
    public required string Id { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>Protected: a copy of the database alone reveals no tokens.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>As the provider reported them last, written by <see cref="SessionPrincipal"/>.</summary>
    public required string Claims { get; init; }

    /// <summary>The provider's id of its own session, by which it ends this one; null when its token has none.</summary>
    public string? ProviderSession { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
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
