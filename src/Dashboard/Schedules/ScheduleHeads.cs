using System.Collections.Concurrent;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Schedules;

/// <summary>How far all schedules have come: written first, then known.</summary>
public sealed class ScheduleHeads(IDbContextFactory<DashboardContext> contexts, OperationJournal journal, TimeProvider time)
    : ILoadAtStart
{
    private readonly ConcurrentDictionary<Guid, ScheduleHead> _heads = [];

    /// <summary>No time before this one is decided.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    public ScheduleHead? Find(Guid scheduleId) => _heads.GetValueOrDefault(scheduleId);

    // In an older database, times may seem open that were decided since it was copied: nothing of the past is caught up then.
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (journal.Age is not DatabaseAge.Latest)
        {
            NotBefore = time.GetUtcNow();
            return;
        }

        foreach (var head in await contexts.UseAsync(
            db => db.Set<ScheduleHead>().AsNoTracking().ToListAsync(cancellationToken), cancellationToken))
        {
            _heads[head.ScheduleId] = head;
        }
    }

    /// <exception cref="StorageException">It could not be written, and the head is where it was.</exception>
    public async Task WriteAsync(ScheduleHead head)
    {
        await contexts.UseAsync(
            async db =>
            {
                var isThere = await db.Set<ScheduleHead>().AnyAsync(row => row.ScheduleId == head.ScheduleId, CancellationToken.None);
                db.Entry(head).State = isThere ? EntityState.Modified : EntityState.Added;
                await db.SaveChangesAsync(CancellationToken.None);
            },
            CancellationToken.None);
        _heads[head.ScheduleId] = head;
    }
}
