using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Alarms;

/// <summary>
/// Whether the dashboard sees all that it is to look after. What is out of sight cannot be mended by a restart, so this never makes the program
/// unready; once somebody has acknowledged it, it is as it should be.
/// </summary>
internal sealed class AlarmsHealth(AlarmStore book) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(book.Current.Unacknowledged.Any(alarm => alarm is { EndedAt: null, Key.Kind: AlarmKind.ZoneGone or AlarmKind.BoxesHidden })
            ? HealthCheckResult.Degraded("A zone or knowledge boxes are out of sight.")
            : HealthCheckResult.Healthy());
}
