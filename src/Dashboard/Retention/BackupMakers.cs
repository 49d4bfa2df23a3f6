using BackupDashboard.Journal;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Retention;

/// <summary>
/// Which backups were started through this dashboard, and by which schedule, however long ago. Read once; what has started since is in the
/// journal's memory when it is looked at. One that is missed counts as made elsewhere until the next start, and stays.
/// </summary>
public sealed class BackupMakers(IDbContextFactory<DashboardContext> contexts, OperationJournal journal) : ILoadAtStart
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Zone, string BackupId), BackupMaker> _makers = [];
    private long _seen = -1;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await contexts.UseAsync(
            db => db.Set<OperationRow>().AsNoTracking()
                .Where(row => row.Kind == OperationKind.Start && row.State == OperationState.Succeeded && row.UpstreamId != null)
                .Select(row => new { row.Zone, row.UpstreamId, row.ScheduleId }).ToListAsync(cancellationToken),
            cancellationToken);
        lock (_lock)
        {
            foreach (var row in rows)
                _makers[(row.Zone, row.UpstreamId!)] = new BackupMaker(IsHere: true, row.ScheduleId);
        }
    }

    public BackupMaker Of(string zone, string backupId)
    {
        lock (_lock)
        {
            var current = journal.Current;
            if (_seen != current.Version)
                Learn(current);
            return _makers.GetValueOrDefault((zone, backupId));
        }
    }

    private void Learn(JournalSnapshot current)
    {
        _seen = current.Version;
        foreach (var start in current.Operations.Values.Where(one => one is { Kind: OperationKind.Start, UpstreamId: not null }))
            _makers[(start.Zone, start.UpstreamId!)] = new BackupMaker(IsHere: true, start.Occurrence?.ScheduleId);
    }
}
