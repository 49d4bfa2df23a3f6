using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Storage;

// Without its storage the dashboard accepts no commands: the only thing that makes it unready.
internal sealed class StorageHealth(StorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe.TryAsync(cancellationToken) is null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The storage cannot be used.");
}
