using System.Net;

namespace BackupDashboard.Sandbox.Cloud;

/// <summary>
/// The control API asks for no token, so it must not be reached by a page of another site whose name was made to
/// resolve to this machine: the address alone does not tell, the Host header does.
/// </summary>
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
