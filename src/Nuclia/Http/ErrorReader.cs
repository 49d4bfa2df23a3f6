using System.Text;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Http;

internal sealed class ErrorReader(TimeProvider time)
{
    private const int MaxBytes = 16 * 1024;

    // From the status alone, in case the body never arrives.
    public NucliaError OfStatus(HttpResponseMessage response) => Read(response, body: "");

    public async Task<NucliaError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response.Content, cancellationToken);
        // An error may echo the request; the token must not come back in text that is shown.
        if (response.RequestMessage?.Headers.Authorization?.Parameter is { Length: > 0 } token)
            body = body.Replace(token, "***", StringComparison.Ordinal);
        return Read(response, body);
    }

    private NucliaError Read(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var (reason, tryAfter) = ErrorBody.Parse(body);
        var detail = status is >= 300 and < 400
            ? $"It redirects to {Target(response)}, which is not followed."
            : Text.OneLine(reason);
        return new(
            Kind(status, detail),
            detail.Length > 0 ? Text.OneLine(detail) : $"{status} {response.ReasonPhrase}".TrimEnd(),
            status,
            RetryAfter(response) ?? tryAfter);
    }

    // The host alone: the rest of an address may be confidential.
    private static string Target(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } target ? target.Host : "another path";

    private static NucliaErrorKind Kind(int status, string detail) => status switch
    {
        400 or 422 => NucliaErrorKind.Invalid,
        401 => NucliaErrorKind.Unauthorized,
        402 => NucliaErrorKind.PaymentRequired,
        403 when Says(detail, "hydra token") => NucliaErrorKind.Unauthorized,
        403 => NucliaErrorKind.Forbidden,
        404 => NucliaErrorKind.NotFound,
        408 => NucliaErrorKind.TimedOut,
        409 or 419 or 429 when Says(detail, "backup is still in progress") => NucliaErrorKind.BackupInProgress,
        429 when Says(detail, "knowledge box is currently being created") => NucliaErrorKind.KnowledgeBoxBeingCreated,
        409 or 419 => NucliaErrorKind.Conflict,
        429 => NucliaErrorKind.RateLimited,
        >= 500 => NucliaErrorKind.Unavailable,
        _ => NucliaErrorKind.Refused,
    };

    private static bool Says(string detail, string text) => detail.Contains(text, StringComparison.OrdinalIgnoreCase);

    private DateTimeOffset? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Date: { } date } => date,
        { Delta: { } delta } => time.GetUtcNow() + delta,
        _ => null,
    };

    private static async Task<string> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MaxBytes];
            var length = await stream.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            // The status is enough; half a reason is none.
            return "";
        }
    }
}
