using System.Threading.RateLimiting;
using BackupDashboard.Platform;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace BackupDashboard.Hubs;

// Limits hub calls per person or program within their connections: one request carries any number of calls, and each refused call is a
// line in the log. Above the limit the connection ends, because a refusal would be one more line.
internal sealed class HubCallLimit(
    IOptions<LimitsOptions> options, TimeProvider time, ILogger<HubCallLimit> logger) : IHubFilter, IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        caller => Rates.PerMinute(caller, options.Value.HubCallsPerMinute));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = call.Context.User?.GetObjectId() ?? call.Context.ConnectionId;
        using var lease = _limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return await next(call);

        // Calls that arrived with it are still dispatched after the connection has ended.
        if (!call.Context.ConnectionAborted.IsCancellationRequested)
        {
            Log.TooManyCalls(logger, caller);
            call.Context.Abort();
        }

        // Aborting takes a moment; if the call returned before that, it would seem to have succeeded.
        await Task.Delay(Timeout.InfiniteTimeSpan, time, call.Context.ConnectionAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return null;
    }

    public void Dispose() => _limiter.Dispose();
}
