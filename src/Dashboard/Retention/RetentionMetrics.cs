using System.Diagnostics.Metrics;
using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Platform;

namespace BackupDashboard.Retention;

internal sealed class RetentionMetrics
{
    private readonly RetentionPlanner _planner;
    private readonly Permissions _permissions;
    private readonly TimeProvider _time;

    public RetentionMetrics(IMeterFactory meters, RetentionPlanner planner, Permissions permissions, TimeProvider time)
    {
        (_planner, _permissions, _time) = (planner, permissions, time);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(
            "backup.retention.rules", Rules, "{rule}", "Retention rules by whether they do what they are there for.");
        meter.CreateObservableGauge(
            "backup.retention.waiting", Waiting, "{backup}", "Backups that armed retention rules would delete, and wait for a person.");
    }

    // Every state, also with 0: an alert must not wait for the first rule that fails to create its series.
    private IEnumerable<Measurement<int>> Rules()
    {
        var states = _planner.Plans.Values
            .CountBy(plan => RetentionStates.Of(plan, _permissions.OfTeam(plan.Rule.Team), _time.GetUtcNow())).ToDictionary();
        return Enum.GetValues<RetentionState>().Select(state => new Measurement<int>(
            states.GetValueOrDefault(state), new KeyValuePair<string, object?>(
                "state", JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()))));
    }

    private int Waiting() => _planner.Plans.Values.Where(plan => plan is { Rule.IsArmed: true, IsBraked: true })
        .Sum(plan => plan.Count - plan.Free.Sum(box => box.Going.Count));
}
