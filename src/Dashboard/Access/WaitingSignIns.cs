using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Access;

// The cookies of sign-ins that wait for the provider: two each, about 400 bytes together. Tabs that wait at the same time, after a session
// ended, would make requests that a proxy refuses as too large, so only the latest few are kept. If a dropped one is answered anyway, its
// person is already signed in by another tab.
internal static class WaitingSignIns
{
    public const int Most = 5;

    private const string Correlation = ".AspNetCore.Correlation.";
    private const string Nonce = ".AspNetCore.OpenIdConnect.Nonce.";

    // Set for the whole site instead of the callback path: at the callback it would be too late to count them.
    public static void Configure(OpenIdConnectOptions options) => (options.CorrelationCookie.Path, options.NonceCookie.Path) = ("/", "/");

    public static void KeepFew(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
            .Get(OpenIdConnectDefaults.AuthenticationScheme);
        Drop(context, Correlation, options.CorrelationCookie);
        Drop(context, Nonce, options.NonceCookie);
    }

    // With the same attributes as when it was set: otherwise a browser does not delete it.
    private static void Drop(HttpContext context, string prefix, CookieBuilder cookie)
    {
        // Browsers send the oldest first.
        var waiting = NamesOf(context.Request).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        foreach (var name in waiting.SkipLast(Most - 1))
            context.Response.Cookies.Delete(name, cookie.Build(context));
    }

    private static IEnumerable<string> NamesOf(HttpRequest request) =>
        CookieHeaderValue.TryParseList([.. request.Headers.Cookie.OfType<string>()], out var cookies)
            ? cookies.Select(cookie => cookie.Name.ToString())
            : [];
}
