using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Retry;

namespace BackupDashboard.Nuclia.Http;

// The pipeline around every read: one, with its own breaker and limit, per host.
internal static class Resilience
{
    private const int Retries = 2;
    private const int CallsAtOnce = 8;
    private const int CallsWaiting = 200;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRateLimit = TimeSpan.FromSeconds(5);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var services = context.ServiceProvider;
        var options = services.GetRequiredService<IOptions<NucliaOptions>>().Value;
        var logger = services.GetRequiredService<ILogger<ApiFactory>>();
        var time = services.GetRequiredService<TimeProvider>();
        var breaker = new BreakerCause(context.InstanceName, time, logger);
        pipeline.TimeProvider = time;
        pipeline
            .AddFallback(new FallbackStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = args => new(args.Outcome.Exception is BrokenCircuitException),
                FallbackAction = args => new(
                    Outcome.FromException<HttpResponseMessage>(breaker.Explain((BrokenCircuitException)args.Outcome.Exception!))),
            })
            .AddConcurrencyLimiter(CallsAtOnce, CallsWaiting)
            .AddRetry(Retry(options, time, logger))
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                // 401, 403, 404, 422 and 429 come from a healthy host.
                ShouldHandle = args => new(IsSick(args.Outcome.Exception)),
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = options.BreakDuration,
                OnOpened = breaker.OpenedAsync,
                OnClosed = breaker.ClosedAsync,
            })
            .AddTimeout(options.AttemptTimeout);
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(NucliaOptions options, TimeProvider time, ILogger logger) => new()
    {
        MaxRetryAttempts = Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        MaxDelay = LongestDelay,
        ShouldHandle = args => new(IsSick(args.Outcome.Exception)
            || (RateLimit(args.Outcome.Exception) is { } until && IsShort(until, CallOf(args.Context).Deadline, time.GetUtcNow()))),
        DelayGenerator = args => new(RateLimit(args.Outcome.Exception) is { } until ? Positive(until - time.GetUtcNow()) : null),
        OnRetry = args =>
        {
            var call = CallOf(args.Context);
            call.LastError ??= Failures.Of(args.Outcome.Exception!);
            Log.Retrying(logger, call.Operation, args.AttemptNumber + 1, call.LastError?.Detail);
            return default;
        },
    };

    // A wait that is long, or would outlast the call, is up to the caller: the 429 is reported immediately.
    private static bool IsShort(DateTimeOffset until, DateTimeOffset deadline, DateTimeOffset now) =>
        until < deadline && until - now <= LongestRateLimit;

    private static DateTimeOffset? RateLimit(Exception? exception) =>
        exception is NucliaFailure { Error: { Kind: NucliaErrorKind.RateLimited, RetryAt: { } until } } ? until : null;

    private static bool IsSick(Exception? exception) => exception is not null && exception is not BrokenCircuitException
        && Failures.Of(exception) is
        {
            Kind: NucliaErrorKind.Unavailable or NucliaErrorKind.TimedOut or NucliaErrorKind.Unreachable or NucliaErrorKind.Broken,
            Status: not 501,
        };

    private static TimeSpan Positive(TimeSpan delay) => delay > TimeSpan.Zero ? delay : TimeSpan.Zero;

    private static Call CallOf(ResilienceContext context) =>
        Call.Of(context.GetRequestMessage() ?? throw new InvalidOperationException("A pipeline without a request."));
}
