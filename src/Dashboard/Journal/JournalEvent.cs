using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Journal;

// One change of one operation: its state from then on. Written once; a database trigger refuses every change.
internal sealed record JournalEvent
{
    // From 1, without gaps.
    public required long Sequence { get; init; }

    public required Guid OperationId { get; init; }
    public required DateTimeOffset At { get; init; }

    public required string Content { get; init; }

    // Keyed hash over this event and the previous hash, 64 hexadecimal digits.
    public required string Hash { get; init; }
}

internal sealed class JournalEventTable : IEntityTypeConfiguration<JournalEvent>
{
    public void Configure(EntityTypeBuilder<JournalEvent> builder)
    {
        builder.ToTable("JournalEvents");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.HasIndex(entry => entry.OperationId);
    }
}

internal static class JournalEvents
{
    // Null if there is none.
    public static Task<JournalEvent?> LastEventAsync(this DashboardContext db, CancellationToken cancellationToken) =>
        LatestFirst(db).FirstOrDefaultAsync(cancellationToken);

    // The latest first.
    public static Task<List<JournalEvent>> LastEventsAsync(this DashboardContext db, int count, CancellationToken cancellationToken) =>
        LatestFirst(db).Take(count).ToListAsync(cancellationToken);

    // Whether the journal once ended, or ends, with this.
    public static async Task<bool> HasAsync(this DashboardContext db, JournalHead head, CancellationToken cancellationToken) =>
        head == JournalHead.None || await db.Set<JournalEvent>().AnyAsync(
            entry => entry.Sequence == head.Sequence && entry.Hash == head.Hash, cancellationToken);

    private static IQueryable<JournalEvent> LatestFirst(DashboardContext db) =>
        db.Set<JournalEvent>().AsNoTracking().OrderByDescending(entry => entry.Sequence);
}
