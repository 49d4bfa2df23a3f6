using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Access;

/// <summary>One sign-in. It is deleted when it ends, and its refresh token with it.</summary>
internal sealed record SessionRow
{
    /// <summary>Random; the cookie knows it.</summary>
    public required string Id { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>Protected: a copy of the database alone gets no tokens.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>What the provider said last, as <see cref="SessionPrincipal"/> writes it.</summary>
    public required string Claims { get; init; }

    /// <summary>The provider's name for its own session, by which it ends this one; null when its token has none.</summary>
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
