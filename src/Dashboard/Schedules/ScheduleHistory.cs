using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Schedules;

/// <summary>What schedules have decided, read from the database: the journal holds only the latest in memory.</summary>
public sealed class ScheduleHistory(IDbContextFactory<DashboardContext> contexts)
{
    /// <summary>How many times of a schedule are shown.</summary>
    public const int Shown = 30;

    /// <summary>How many boxes of one time are shown.</summary>
    public const int ShownBoxes = 100;

    /// <summary>The latest times that were decided, the newest first, as far as the viewer can view their boxes.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public Task<IReadOnlyList<OccurrenceSummary>> LatestAsync(Guid scheduleId, Grants viewer, CancellationToken cancellationToken) =>
        LatestAsync(scheduleId, Shown, rows => rows.VisibleTo(viewer), cancellationToken);

    /// <summary>The latest time that was decided, over all boxes. Null if there is none.</summary>
    internal async Task<OccurrenceSummary?> LatestAsync(Guid scheduleId, CancellationToken cancellationToken) =>
        await LatestAsync(scheduleId, 1, rows => rows, cancellationToken) is [var latest, ..] ? latest : null;

    private async Task<IReadOnlyList<OccurrenceSummary>> LatestAsync(
        Guid scheduleId, int most, Func<IQueryable<OperationRow>, IQueryable<OperationRow>> visible, CancellationToken cancellationToken)
    {
        IQueryable<OperationRow> Ours(IQueryable<OperationRow> rows) =>
            visible(rows).Where(row => row.ScheduleId == scheduleId && row.OccurrenceAt != null);

        if (await ReadAsync(rows => FirstOfLatestAsync(Ours(rows), most, cancellationToken), cancellationToken) is not { } first)
            return [];

        var counts = await ReadAsync(
            rows => Ours(rows).Where(row => row.OccurrenceAt >= first)
                .GroupBy(row => new { row.OccurrenceAt, row.State })
                .Select(group => new { group.Key.OccurrenceAt, group.Key.State, Count = group.Count() })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return
        [
            .. counts.GroupBy(count => count.OccurrenceAt!.Value)
                .Select(group => new OccurrenceSummary(group.Key, group.ToDictionary(count => count.State, count => count.Count)))
                .OrderByDescending(occurrence => occurrence.At),
        ];
    }

    // From one time to the one before it, by the index: counting all times would read years of them to show the latest.
    private static async Task<DateTimeOffset?> FirstOfLatestAsync(
        IQueryable<OperationRow> rows, int most, CancellationToken cancellationToken)
    {
        DateTimeOffset? first = null;
        for (var found = 0; found < most; found++)
        {
            var before = first ?? DateTimeOffset.MaxValue;
            var next = await rows.Where(row => row.OccurrenceAt < before).OrderByDescending(row => row.OccurrenceAt)
                .Select(row => row.OccurrenceAt).FirstOrDefaultAsync(cancellationToken);
            if (next is null)
                break;

            first = next;
        }

        return first;
    }

    /// <summary>What was decided at one time, as far as the viewer can view the boxes: what failed first, and not all of many.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<Operation>> AtAsync(
        Guid scheduleId, DateTimeOffset at, Grants viewer, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            rows => rows.VisibleTo(viewer).Where(row => row.ScheduleId == scheduleId && row.OccurrenceAt == at)
                .OrderByDescending(row => OperationStates.Faults.Contains(row.State))
                .ThenBy(row => row.Zone).ThenBy(row => row.KnowledgeBoxSlug).Take(ShownBoxes).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(row => row.ToOperation())];
    }

    /// <summary>One of the operations of a time that came to no good. Null if there is none.</summary>
    internal async Task<Operation?> FaultAtAsync(Guid scheduleId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(
            rows => rows.Where(row => row.ScheduleId == scheduleId && row.OccurrenceAt == at && OperationStates.Faults.Contains(row.State))
                .OrderBy(row => row.RequestedAt).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
        return row?.ToOperation();
    }

    internal async Task<HashSet<BoxInZone>> DecidedAsync(Guid scheduleId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var decided = await ReadAsync(
            rows => rows.Where(row => row.ScheduleId == scheduleId && row.OccurrenceAt == at)
                .Select(row => new { row.Zone, row.KnowledgeBoxId }).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. decided.Select(row => new BoxInZone(row.Zone, row.KnowledgeBoxId))];
    }

    // SQLite reads on the caller's thread, even in asynchronous methods: a page must not block meanwhile.
    private Task<T> ReadAsync<T>(Func<IQueryable<OperationRow>, Task<T>> read, CancellationToken cancellationToken) => Task.Run(
        () => contexts.UseAsync(db => read(db.Set<OperationRow>().AsNoTracking()), cancellationToken), cancellationToken);
}

/// <summary>What came of one time of a schedule, over its boxes.</summary>
public sealed record OccurrenceSummary(DateTimeOffset At, IReadOnlyDictionary<OperationState, int> Counts)
{
    public int Boxes { get; } = Counts.Values.Sum();

    public int NotDone { get; } = Counts.Where(count => OperationStates.Faults.Contains(count.Key)).Sum(count => count.Value);

    public int Running { get; } = Counts.Where(count => OperationStates.Open.Contains(count.Key)).Sum(count => count.Value);

    public int Count(OperationState state) => Counts.GetValueOrDefault(state);
}
