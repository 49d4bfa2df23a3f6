using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

// Logs what hub methods throw, instead of SignalR, which logs a refusal as an error with its stack trace: anyone could fill the log by
// asking for unknown zones.
internal sealed class HubErrors(ILogger<HubErrors> logger) : IHubFilter
{
    // The category in which SignalR logs what hub methods throw.
    public const string Replaced = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(call);
        }
        catch (HubException refusal)
        {
            Log.HubRefused(logger, call.HubMethodName, refusal.Message);
            throw;
        }
        catch (Exception exception) when (!call.Context.ConnectionAborted.IsCancellationRequested)
        {
            Log.HubThrew(logger, exception, call.HubMethodName);
            throw;
        }
    }
}
