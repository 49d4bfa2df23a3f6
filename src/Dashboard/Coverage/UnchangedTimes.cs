using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Coverage;

/// <summary>
/// When schedules last found that nothing has changed in a box since its newest backup, however long ago. Read once; what was found since
/// is in the journal's memory when it is looked at.
/// </summary>
public sealed class UnchangedTimes(IDbContextFactory<DashboardContext> contexts, OperationJournal journal) : ILoadAtStart
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BoxInZone, Unchanged> _latest = [];
    private long _seen = -1;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await contexts.UseAsync(
            db => db.Set<OperationRow>().AsNoTracking()
                .Where(row => row.Kind == OperationKind.Start && row.State == OperationState.Skipped && row.BackupId != null)
                .GroupBy(row => new { row.Zone, row.KnowledgeBoxId, row.BackupId })
                .Select(same => new { same.Key.Zone, same.Key.KnowledgeBoxId, same.Key.BackupId, At = same.Max(row => row.RequestedAt) })
                .ToListAsync(cancellationToken),
            cancellationToken);
        lock (_lock)
        {
            foreach (var row in rows)
                Learn(new BoxInZone(row.Zone, row.KnowledgeBoxId), new Unchanged(row.BackupId!, row.At));
        }
    }

    /// <returns>Null if that was never found.</returns>
    public Unchanged? Of(string zone, string knowledgeBoxId)
    {
        lock (_lock)
        {
            var current = journal.Current;
            if (_seen != current.Version)
            {
                _seen = current.Version;
                foreach (var one in current.Operations.Values.Where(one => one.IsUnchanged))
                    Learn(new BoxInZone(one.Zone, one.KnowledgeBoxId), new Unchanged(one.BackupId!, one.RequestedAt));
            }

            return _latest.GetValueOrDefault(new BoxInZone(zone, knowledgeBoxId));
        }
    }

    private void Learn(BoxInZone box, Unchanged one)
    {
        if (!(_latest.GetValueOrDefault(box)?.At >= one.At))
            _latest[box] = one;
    }
}

/// <summary>At this moment, a box held what this backup of it holds.</summary>
public sealed record Unchanged(string BackupId, DateTimeOffset At);
