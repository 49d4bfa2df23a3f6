using System.Net;

namespace BackupDashboard.Sandbox.Cloud;

// The control API needs no token, so a page of another site, whose name was made to resolve to this machine, must not reach it: only the
// Host header reveals that.
internal sealed class LocalOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var host = context.HttpContext.Request.Host.Host;
        var isLocal = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return isLocal
            ? next(context)
            : ValueTask.FromResult<object?>(Errors.Detail(StatusCodes.Status403Forbidden, "The control API is for this machine only"));
    }
}
