using System.Text.Encodings.Web;
using Microsoft.Extensions.Primitives;

namespace BackupDashboard.Sandbox.Identity;

internal static class SignInPage
{
    public const string Choice = "sandbox_choice";
    public const string Cancel = "cancel";

    public static IResult Show(HttpContext context, IEnumerable<KeyValuePair<string, StringValues>> request)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        return Results.Content(Render(request), "text/html; charset=utf-8");
    }

    public static IResult Stylesheet() => Results.Stream(
        typeof(SignInPage).Assembly.GetManifestResourceStream("sign-in.css")!, "text/css; charset=utf-8");

    private static string Render(IEnumerable<KeyValuePair<string, StringValues>> request) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Sign in as – BackupDashboard sandbox</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/{Endpoints.Stylesheet}">
        </head>
        <body>
          <main>
            <p class="notice"><strong>Sandbox sign-in: for trying only.</strong> Nobody here is real and there are no passwords.</p>
            <h1>Sign in as</h1>
            <form method="post" action="/{Endpoints.Authorize}">
              {Hidden(request)}
              <ul>
              {People()}
              </ul>
              <button class="cancel" name="{Choice}" value="{Cancel}">Cancel</button>
            </form>
          </main>
        </body>
        </html>
        """;

    private static string People() => string.Concat(IdentityServer.People.Select(person => $"""
        <li>
          <button name="{Choice}" value="{person.ObjectId}"
            aria-describedby="blurb-{person.ObjectId}"><bdi>{Encode(person.Name)}</bdi></button>
          <span class="account">{Encode(person.UserName)}</span>
          <p class="blurb" id="blurb-{person.ObjectId}">{Encode(person.Blurb)}</p>
        </li>
        """));

    private static string Hidden(IEnumerable<KeyValuePair<string, StringValues>> request) => string.Concat(
        from parameter in request
        where parameter.Key != Choice
        from value in parameter.Value
        select $"""<input type="hidden" name="{Encode(parameter.Key)}" value="{Encode(value)}">""");

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
