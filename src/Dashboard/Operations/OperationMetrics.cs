using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Operations;

// Operations by kind and state, counted in the database, so that a restart loses nothing.
internal sealed class OperationMetrics
{
    private readonly IDbContextFactory<DashboardContext> _contexts;
    private readonly OperationJournal _journal;

    public OperationMetrics(IMeterFactory meters, IDbContextFactory<DashboardContext> contexts, OperationJournal journal)
    {
        (_contexts, _journal) = (contexts, journal);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableCounter("backup.operations", Ended, "{operation}", "Operations that have ended, since the journal began.");
        meter.CreateObservableGauge("backup.operations.active", Active, "{operation}", "Operations that have not ended.");
    }

    private List<Measurement<long>> Ended() => _contexts.Use<List<Measurement<long>>>(db =>
    [
        .. db.Set<OperationRow>().Where(row => !OperationStates.Open.Contains(row.State))
            .GroupBy(row => new { row.Kind, row.State }, (key, rows) => new { key.Kind, key.State, Count = rows.LongCount() })
            .AsEnumerable()
            .Select(group => new Measurement<long>(group.Count, new("kind", Word(group.Kind)), new("outcome", Word(group.State)))),
    ]);

    // Every state, also with 0: an alert must not wait for the first unknown operation to create its series.
    private IEnumerable<Measurement<int>> Active()
    {
        var active = _journal.Current.Active.ToLookup(operation => operation.State);
        return OperationStates.Open.Select(
            state => new Measurement<int>(active[state].Count(), new KeyValuePair<string, object?>("state", Word(state))));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
