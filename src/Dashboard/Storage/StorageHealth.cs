using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Storage;

/// <summary>Without its database the dashboard does nothing for anybody: the one thing that makes it unready.</summary>
internal sealed class StorageHealth(IDbContextFactory<DashboardContext> contexts, ILogger<StorageHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);

            // Begun for writing and undone: a disk that has become read-only is found, and nothing is left behind.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1", cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unusable(logger, exception);
            return HealthCheckResult.Unhealthy("The storage can not be used.");
        }
    }
}
