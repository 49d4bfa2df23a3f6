using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BackupDashboard.Sandbox.Cloud.Faults;

// Stands where a gateway would: in front of everything that one zone, or the global API, answers.
internal sealed class FaultMiddleware(string zone, FaultBook book, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var hit = book.Take(zone, Operation.Of(context));
        if (hit is null)
        {
            await next(context);
            return;
        }

        try
        {
            await ApplyAsync(hit.Fault, context, next);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left while it was kept waiting, which is the purpose of a slow answer.
            context.Abort();
        }
    }

    private async Task ApplyAsync(Fault fault, HttpContext context, RequestDelegate next)
    {
        if (fault.Kind != FaultKind.Drip && fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, time, context.RequestAborted);

        switch (fault.Kind)
        {
            case FaultKind.Status or FaultKind.Html:
                await FaultAnswer.WriteAsync(context, fault, time);
                break;
            case FaultKind.Delay:
                await next(context);
                break;
            case FaultKind.Reset:
                context.Abort();
                break;
            case FaultKind.Malformed:
                await CarryOutAsync(context, next);
                context.Response.Clear();
                await FaultAnswer.WriteAsync(context, fault, time);
                break;
            case FaultKind.AppliedThenReset:
                await CarryOutAsync(context, next);
                context.Abort();
                break;
            case FaultKind.AppliedThenSilence:
                await CarryOutAsync(context, next);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
                break;
            case FaultKind.Truncate:
                await TruncateAsync(context, await CarryOutAsync(context, next));
                break;
            case FaultKind.Drip:
                await DripAsync(context, await CarryOutAsync(context, next), fault.Delay);
                break;
            default:
                throw new InvalidOperationException($"No such fault: {fault.Kind}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> CarryOutAsync(HttpContext context, RequestDelegate next)
    {
        var real = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var buffer = new MemoryStream();
        var buffered = new StreamResponseBodyFeature(buffer);
        context.Features.Set<IHttpResponseBodyFeature>(buffered);
        try
        {
            await next(context);
            await buffered.CompleteAsync();
        }
        finally
        {
            context.Features.Set(real);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private async Task TruncateAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);

            // Ended below HTTP, because an abort would overtake what was written; then awaited, so that nothing is added.
            var connection = context.Features.GetRequiredFeature<IConnectionTransportFeature>();
            await connection.Transport.Output.CompleteAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
        }

        context.Abort();
    }

    private async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> body, TimeSpan pause)
    {
        if (body.Length > 0)
            context.Response.ContentLength = body.Length;
        for (var sent = 0; sent < body.Length; sent++)
        {
            await context.Response.Body.WriteAsync(body.Slice(sent, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, time, context.RequestAborted);
        }
    }
}
