using System.Globalization;

namespace BackupDashboard.Sandbox.Cloud.Faults;

internal static class FaultAnswer
{
    private const int RetryAfterSeconds = 5;

    private const string GatewayPage = """
        <!doctype html>
        <html>
        <head><title>502 Bad Gateway</title></head>
        <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
        </html>
        """;

    public static Task WriteAsync(HttpContext context, Fault fault, TimeProvider time)
    {
        var (status, body) = fault.Kind switch
        {
            FaultKind.Html => (StatusCodes.Status502BadGateway, GatewayPage),
            FaultKind.Malformed => (StatusCodes.Status200OK, """{"id": "3f1c, "items": [1, 2,"""),
            _ => (fault.Status!.Value, DefaultBody(fault.Status.Value, time)),
        };
        var response = context.Response;
        response.StatusCode = fault.Status ?? status;
        var text = fault.Body ?? body;
        if (text is not null)
            response.ContentType = fault.Kind == FaultKind.Malformed ? "application/json" : Guess(text);
        foreach (var (name, value) in fault.Headers)
            response.Headers[name] = value;

        return text is null ? response.StartAsync(context.RequestAborted) : response.WriteAsync(text, context.RequestAborted);
    }

    private static string? DefaultBody(int status, TimeProvider time)
    {
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
            return null;
        if (status != StatusCodes.Status429TooManyRequests)
            return """{"detail": "Refused by a fault of the sandbox"}""";

        var tryAfter = time.GetUtcNow().AddSeconds(RetryAfterSeconds).ToUnixTimeMilliseconds() / 1000d;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"detail": {"message": "Too many requests", "try_after": {{{tryAfter}}}, "back_pressure_type": "ingest"}}""");
    }

    private static string Guess(string body) => body.AsSpan().TrimStart() switch
    {
        ['{' or '[', ..] => "application/json",
        ['<', ..] => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}
