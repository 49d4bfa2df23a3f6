using System.Threading.RateLimiting;
using BackupDashboard.Platform;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace BackupDashboard.Hubs;

/// <summary>
/// How much one person or program may ask of the hub within the connections they have: one request carries any number of calls, and
/// each that is refused is a line in the log. Beyond it the connection ends, because a refusal would be one more line.
/// </summary>
internal sealed class HubCallLimit(IOptions<LimitsOptions> options, TimeProvider time, ILogger<HubCallLimit> logger) : IHubFilter, IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        caller => Rates.PerMinute(caller, options.Value.HubCallsPerMinute));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = call.Context.User?.GetObjectId() ?? call.Context.ConnectionId;
        using var lease = _limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return await next(call);

        // What arrived along with it is still gone through when the connection has ended.
        if (!call.Context.ConnectionAborted.IsCancellationRequested)
        {
            Log.TooManyCalls(logger, caller);
            call.Context.Abort();
        }

        // The end takes a moment; answered before it, the call would seem to have succeeded.
        await Task.Delay(Timeout.InfiniteTimeSpan, time, call.Context.ConnectionAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return null;
    }

    public void Dispose() => _limiter.Dispose();
}
