using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Alarms;

// Whether the dashboard can see everything it looks after. A restart cannot fix that, so this never makes the program unready; an
// acknowledged alarm counts as fine.
internal sealed class AlarmsHealth(AlarmStore book) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            book.Current.Unacknowledged.Any(alarm => alarm is { EndedAt: null, Key.Kind: AlarmKind.ZoneGone or AlarmKind.BoxesHidden })
            ? HealthCheckResult.Degraded("A zone or knowledge boxes are out of sight.")
            : HealthCheckResult.Healthy());
}
