using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Zones;

// Whether what the pages show is known and fresh. A dead zone affects nothing else, so it never makes the program unready: a restart would
// not help.
internal sealed class ZonesHealth(
    AccountWatcher account, ZoneWatchers zones, IOptions<PollingOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var known = account.Current;
        if (known is { AsOf: null, Failure: null })
            return HealthCheckResult.Unhealthy("The account has not been looked at yet.");

        var now = time.GetUtcNow();
        var staleAfter = options.Value.StaleAfter;
        return known.Failure is not null || now - known.AsOf > staleAfter
            || zones.Present.Any(zone => !IsFresh(zone.Current, now, staleAfter))
            ? HealthCheckResult.Degraded("The account or a zone cannot be read.")
            : HealthCheckResult.Healthy();
    }

    private static bool IsFresh(ZoneSnapshot zone, DateTimeOffset now, TimeSpan staleAfter) =>
        zone is { IsLoaded: true, Failure: null } && !zone.IsStale(now, staleAfter);
}
