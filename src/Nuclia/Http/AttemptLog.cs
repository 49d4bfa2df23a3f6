using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Nuclia.Http;

// Logs how each attempt ended. The platform's own logger passes all headers to structured logging and redacts only the text, so the token
// would leave with the rest.
internal sealed class AttemptLog(ILogger<AttemptLog> logger) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed) =>
        Log.Answered(
            logger, request.Method, request.RequestUri?.Host, request.RequestUri?.AbsolutePath, (int)response.StatusCode,
            elapsed.TotalMilliseconds);

    public void LogRequestFailed(
        object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed) =>
        Log.NotAnswered(
            logger, request.Method, request.RequestUri?.Host, request.RequestUri?.AbsolutePath, exception.GetType().Name,
                elapsed.TotalMilliseconds);
}
