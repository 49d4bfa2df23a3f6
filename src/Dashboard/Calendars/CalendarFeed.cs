using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Calendars;

/// <summary>A secret address at which a program of someone's reads a calendar. Nobody has more than one.</summary>
public sealed record CalendarFeed
{
    /// <summary>How long it is read without its owner being seen here: whoever has left the company stops reading.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The directory's id of its owner.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Of the secret, which is not kept: SHA-256 in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The names of its owner's teams when they were last seen, one a line: what they may view is what it shows.</summary>
    public required string Teams { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was last read, to the hour; null if never.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}

internal sealed class CalendarFeedTable : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("CalendarFeeds");
        builder.HasKey(feed => feed.ObjectId);
        builder.HasIndex(feed => feed.Hash).IsUnique();
    }
}
