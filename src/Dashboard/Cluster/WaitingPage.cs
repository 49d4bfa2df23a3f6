using System.Net.Mime;
using BackupDashboard.Access;
using BackupDashboard.Hosting;

namespace BackupDashboard.Cluster;

// What a dashboard that stands by answers while none is active. By itself: the files of the pages may belong to another version.
internal static class WaitingPage
{
    private const string RetrySeconds = "2";

    private const string Sentence = "No dashboard is active at this moment. Another one takes over, usually within ten seconds.";

    // It broke off on its way: whether it was recorded, the journal alone knows.
    private const string MayBeDone =
        " The request may have been recorded: check the operations, or repeat it under the same Idempotency-Key.";

    private const string Page =
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="{{RetrySeconds}}">
        <title>One moment · BackupDashboard</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem }
        h1 { font-size: 1.5rem; font-weight: 500 }
        </style>
        </head>
        <body>
        <main>
        <h1>One moment</h1>
        <p>No BackupDashboard is active at this moment. Another one takes over, usually within ten seconds. This page tries again by
        itself.</p>
        <p>Backups go on meanwhile. What was recorded is in the journal: look there before you request something again.</p>
        </main>
        </body>
        </html>
        """;

    // isPassedOn: the active dashboard may have got it.
    public static async Task AnswerAsync(HttpContext context, bool isPassedOn)
    {
        var mayBeDone = isPassedOn && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        var response = context.Response;
        response.Clear();
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        if (!mayBeDone)
            response.Headers.RetryAfter = RetrySeconds;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (SignInPaths.IsForPrograms(context.Request) || HealthExtensions.IsHealth(context.Request.Path))
        {
            var detail = mayBeDone ? Sentence + MayBeDone : Sentence;
            await response.WriteAsJsonAsync(
                new { title = "No dashboard is active", status = response.StatusCode, detail }, options: null,
                contentType: MediaTypeNames.Application.ProblemJson, context.RequestAborted);
            return;
        }

        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(Page, context.RequestAborted);
    }
}
