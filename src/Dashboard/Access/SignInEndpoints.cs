using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BackupDashboard.Access;

internal static class SignInEndpoints
{
    public static async Task<Results<ChallengeHttpResult, RedirectHttpResult>> SignInAsync(
        HttpContext context, string? returnUrl, bool? again, SignInProvider provider)
    {
        if (await provider.ConfigurationAsync(context.RequestAborted) is null)
            return TypedResults.Redirect(
                SignInPaths.FailedBecause(context.Request, SignInFailure.ProviderUnreachable,
                    SignInPaths.LocalOr(context.Request.PathBase, returnUrl)));

        WaitingSignIns.KeepFew(context);
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = SignInPaths.LocalOr(context.Request.PathBase, returnUrl) };
        if (again is true)
            (properties.Prompt, properties.MaxAge) = (OpenIdConnectPrompt.Login, TimeSpan.Zero);

        // Kept here, because the way back is a POST from another site, to which the browser adds no cookie.
        properties.Items[SignInEvents.EarlierSession] = SessionPrincipal.IdOf(context.User);
        return TypedResults.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    public static async Task<Results<SignOutHttpResult, RedirectHttpResult, BadRequest>> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, SignInProvider provider, Sessions sessions, ILogger<SignInProvider> logger)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();

        // First, because whatever follows may fail or not be visited.
        await sessions.EndAsync(context.User);
        Log.SignedOut(logger, context.User.GetObjectId());
        var farewell = context.Request.PathBase + SignInPaths.SignedOut;
        if (await provider.ConfigurationAsync(context.RequestAborted) is not null)
            return TypedResults.SignOut(
                new AuthenticationProperties { RedirectUri = farewell },
                [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);

        // Signing out must work even when the provider does not: then only our own cookie goes.
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.Redirect(farewell);
    }
}
