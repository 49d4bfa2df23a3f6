using Microsoft.Extensions.Logging;

namespace BackupDashboard.Nuclia.Calls;

// The border between exceptions and results: runs one call within its budget and reports how it ended.
internal sealed class CallRunner(TimeProvider time, ILogger<CallRunner> logger)
{
    public async Task<NucliaResult<T>> RunAsync<T>(
        string operation, TimeSpan budget, Func<Call, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timer = new CancellationTokenSource(budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var call = new Call(operation, time.GetUtcNow() + budget);
        try
        {
            return NucliaResult.Ok(await send(call, either.Token));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            return Failed<T>(call, call.LastError ?? Failures.TimedOut(budget));
        }
        catch (Exception e)
        {
            return Failed<T>(call, Reason(call, e));
        }
    }

    private NucliaError Reason(Call call, Exception exception)
    {
        if (exception is Polly.Timeout.TimeoutRejectedException && call.LastError is { } said)
            return said;
        if (Failures.Of(exception) is { } known)
            return known;
        Log.Unexpected(logger, exception, call.Operation);
        return Failures.Unexpected();
    }

    private NucliaResult<T> Failed<T>(Call call, NucliaError error)
    {
        Log.CallFailed(logger, call.Operation, error.Kind, error.Status, error.Detail);
        return NucliaResult.Failed<T>(error);
    }
}
