using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Retention;

/// <summary>Deletions by rules that came to nothing lately, by their backups: a person has undone them, or they have failed.</summary>
public sealed class RetentionHistory(IDbContextFactory<DashboardContext> contexts, TimeProvider time) : ILoadAtStart
{
    /// <summary>For how long a rule leaves a backup alone whose deletion a person has undone.</summary>
    public static readonly TimeSpan HeldAfterUndo = TimeSpan.FromDays(7);

    /// <summary>From so many on it is an alarm, and is tried once a day.</summary>
    public const int ManyFailures = 3;

    private static readonly TimeSpan HeldAfterFailure = TimeSpan.FromHours(1);
    private static readonly TimeSpan HeldAfterFailures = TimeSpan.FromDays(1);

    /// <summary>Replaced, never changed.</summary>
    public IReadOnlyDictionary<(string Zone, string BackupId), RetentionHold> Holds { get; private set; } =
        new Dictionary<(string, string), RetentionHold>();

    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - HeldAfterUndo;
        var rows = await Task.Run(
            () => contexts.UseAsync(
                db => db.Set<OperationRow>().AsNoTracking()
                    .Where(row => row.EndedAt >= since && row.Kind == OperationKind.Delete && row.Via == OperationVia.Retention)
                    .Where(row => row.State == OperationState.Cancelled || OperationStates.Faults.Contains(row.State))
                    .Select(row => new { row.Zone, row.BackupId, row.State, row.EndedAt }).ToListAsync(cancellationToken),
                cancellationToken),
            cancellationToken);
        var holds = rows.GroupBy(row => (row.Zone, row.BackupId!)).ToDictionary(
            same => same.Key,
            same => Of([.. same.OrderBy(row => row.EndedAt).Select(row => (row.State, row.EndedAt!.Value))]));
        if (!holds.OrderBy(hold => hold.Key).SequenceEqual(Holds.OrderBy(hold => hold.Key)))
            Holds = holds;
    }

    private static RetentionHold Of(IReadOnlyList<(OperationState State, DateTimeOffset At)> ended)
    {
        var failures = ended.Count(one => one.State is not OperationState.Cancelled);
        var (state, at) = ended[^1];
        return state is OperationState.Cancelled
            ? new RetentionHold(RetentionReason.Undone, at + HeldAfterUndo, failures)
            : new RetentionHold(RetentionReason.Failed, at + (failures < ManyFailures ? HeldAfterFailure : HeldAfterFailures), failures);
    }
}
