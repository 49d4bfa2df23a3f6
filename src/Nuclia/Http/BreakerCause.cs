using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace BackupDashboard.Nuclia.Http;

// Remembers why one host's breaker opened: an open breaker alone does not say what is wrong.
internal sealed class BreakerCause(string host, TimeProvider time, ILogger logger)
{
    private volatile NucliaError? _cause;

    public ValueTask OpenedAsync(OnCircuitOpenedArguments<HttpResponseMessage> args)
    {
        _cause = args.Outcome.Exception is { } exception ? Failures.Of(exception) : null;
        Log.BreakerOpened(logger, host, args.BreakDuration, _cause?.Detail);
        return default;
    }

    public ValueTask ClosedAsync(OnCircuitClosedArguments<HttpResponseMessage> args)
    {
        _cause = null;
        Log.BreakerClosed(logger, host);
        return default;
    }

    public NucliaFailure Explain(BrokenCircuitException open)
    {
        var cause = _cause ?? Failures.Of(open)!;
        return new NucliaFailure(new(
            NucliaErrorKind.Unavailable,
            Text.OneLine($"Not asked, since it failed repeatedly: {cause.Detail}"),
            cause.Status,
            open.RetryAfter is { } wait ? time.GetUtcNow() + wait : null));
    }
}
