using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace BackupDashboard.Nuclia.Calls;

internal static class Failures
{
    public static NucliaError? Of(Exception exception) => exception switch
    {
        NucliaFailure failure => failure.Error,
        TimeoutRejectedException timeout => TimedOut(timeout.Timeout),
        BrokenCircuitException => new(NucliaErrorKind.Unavailable, "The host failed repeatedly and is left alone for a moment."),
        RateLimiterRejectedException => new(NucliaErrorKind.RateLimited, "Too many calls to this host are waiting already."),
        JsonException json => Unreadable($"{JsonProblem.Of(json)}."),
        _ => null,
    };

    // Without an answer: was the request ever sent?
    public static NucliaError OfSending(Exception exception) => exception switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => new(NucliaErrorKind.Unreachable, Text.OneLine(exception.Message)),
        HttpRequestException => new(NucliaErrorKind.Broken, Text.OneLine(exception.GetBaseException().Message)),
        // No one cancelled, so it is the handler's own limit for connecting.
        _ => new(NucliaErrorKind.Unreachable, "No connection within the time allowed for connecting."),
    };

    public static NucliaError? OfBody(Exception exception) => exception switch
    {
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Unreadable("It was cut short."),
        IOException => new(NucliaErrorKind.Broken, Text.OneLine(exception.GetBaseException().Message)),
        InvalidDataException => Unreadable("It cannot be decompressed."),
        _ => null,
    };

    // The body arrived, but cannot be parsed.
    public static NucliaError OfReading(Exception exception) =>
        Of(exception) ?? Unreadable(exception is InvalidOperationException ? "Its character set is not known." : "It cannot be read.");

    public static NucliaError TimedOut(TimeSpan limit) =>
        new(NucliaErrorKind.TimedOut, FormattableString.Invariant($"No complete answer within {limit.TotalSeconds:0.###} s."));

    public static NucliaError Unreadable(string reason) =>
        new(NucliaErrorKind.Unreadable, Text.OneLine($"The answer is not what the contract says: {reason}"));

    public static NucliaError Unexpected() =>
        new(NucliaErrorKind.Unreadable, "An unexpected error in the dashboard; its log says more.");
}
