using System.Globalization;
using System.Text.Encodings.Web;

namespace BackupDashboard.Sandbox.Mail;

// The inbox for people. It loads itself anew.
internal static class InboxPage
{
    public static IResult Show(HttpContext context, Inbox inbox)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Render(inbox.All), "text/html; charset=utf-8");
    }

    private static string Render(IReadOnlyList<Letter> letters) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta http-equiv="refresh" content="5">
          <title>Inbox – BackupDashboard sandbox</title>
          <link rel="icon" href="data:,">
          <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
            article { border-top: 1px solid; padding: 1rem 0; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
            h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
          </style>
        </head>
        <body>
          <h1>Inbox of the sandbox</h1>
          <p>Mail that the dashboard has sent to the sandbox's mail server. It goes no further.</p>
          {{(letters.Count == 0 ? "<p>Nothing yet.</p>" : string.Concat(letters.Select(Render)))}}
        </body>
        </html>
        """;

    private static string Render(Letter letter) => $"""
        <article>
          <h2>{Text(letter.Subject)}</h2>
          <p>{Time(letter.At)}, from {Text(letter.From)} to {Text(letter.To)}</p>
          <pre>{Text(letter.Text)}</pre>
        </article>
        """;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
