using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Access;

/// <summary>
/// The cookies of sign-ins that wait for the provider's answer: two for each, of about 400 bytes together. Tabs that wait all at once, after a session has
/// ended, would make requests that a proxy refuses as too large, so only the latest few are kept. A dropped one that is answered all the same finds its
/// person signed in by another tab.
/// </summary>
internal static class WaitingSignIns
{
    public const int Most = 5;

    private const string Correlation = ".AspNetCore.Correlation.";
    private const string Nonce = ".AspNetCore.OpenIdConnect.Nonce.";

    /// <summary>Set for all of the site instead of the way back alone: at the way back it would be too late to see how many there are.</summary>
    public static void Configure(OpenIdConnectOptions options) => (options.CorrelationCookie.Path, options.NonceCookie.Path) = ("/", "/");

    /// <summary>Before one more is begun.</summary>
    public static void KeepFew(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme);
        Drop(context, Correlation, options.CorrelationCookie);
        Drop(context, Nonce, options.NonceCookie);
    }

    /// <summary>As the cookie was made: a browser that would not take it to be set does not take it to be deleted either.</summary>
    private static void Drop(HttpContext context, string prefix, CookieBuilder cookie)
    {
        // Browsers send the oldest first.
        var waiting = NamesOf(context.Request).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        foreach (var name in waiting.SkipLast(Most - 1))
            context.Response.Cookies.Delete(name, cookie.Build(context));
    }

    private static IEnumerable<string> NamesOf(HttpRequest request) =>
        CookieHeaderValue.TryParseList([.. request.Headers.Cookie.OfType<string>()], out var cookies) ? cookies.Select(cookie => cookie.Name.ToString()) : [];
}
