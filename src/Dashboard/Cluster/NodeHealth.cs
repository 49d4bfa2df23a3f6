using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Cluster;

// What a proxy in front of several dashboards asks.
internal sealed class NodeHealth(Node node) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            node.IsCutOff ? HealthCheckResult.Unhealthy("Cut off from the database, and others stood by.") : HealthCheckResult.Healthy());
}
