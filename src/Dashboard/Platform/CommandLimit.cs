using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Platform;

/// <summary>Limits commands per person or program, however they arrive: a circuit carries any number of events in one request.</summary>
public sealed class CommandLimit(IOptions<LimitsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        person => Rates.PerMinute(person, options.Value.CommandsPerMinute));

    /// <returns>Null to proceed; otherwise how long to wait.</returns>
    public TimeSpan? TryTake(string objectId)
    {
        using var lease = _limiter.AttemptAcquire(objectId);
        return lease.IsAcquired ? null : Rates.WaitAfter(lease);
    }

    public void Dispose() => _limiter.Dispose();
}
