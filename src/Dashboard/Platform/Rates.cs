using System.Threading.RateLimiting;

namespace BackupDashboard.Platform;

internal static class Rates
{
    // For concurrency limits: it is unknown when a place becomes free.
    private static readonly TimeSpan WaitForAPlace = TimeSpan.FromSeconds(5);

    public static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits,
            QueueLimit = 0,
        });

    public static RateLimitPartition<string> AtOnce(string key, int permits) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 });

    public static TimeSpan WaitAfter(RateLimitLease refused) =>
        refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : WaitForAPlace;
}
