using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Platform;

/// <summary>How much one person or program may ask for, however it is asked: a circuit carries any number of events in one request.</summary>
public sealed class CommandLimit(IOptions<LimitsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        person => Rates.PerMinute(person, options.Value.CommandsPerMinute));

    /// <returns>Null to go on; otherwise how long to wait.</returns>
    public TimeSpan? TryTake(string objectId)
    {
        using var lease = _limiter.AttemptAcquire(objectId);
        return lease.IsAcquired ? null : Rates.WaitAfter(lease);
    }

    public void Dispose() => _limiter.Dispose();
}
