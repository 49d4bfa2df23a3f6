using BackupDashboard.Primitives;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

// How a refused or failed sign-in ends: a status for programs, a page with a reason for people, never a stack trace.
internal static class SignInEvents
{
    // The session that the browser had before. It ends, or no one could sign out of its tabs any longer.
    public const string EarlierSession = "earlier-session";

    public static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path == SignInPaths.SignOut)
            context.Response.Redirect(request.PathBase + SignInPaths.SignedOut);
        // Only a page can be returned to: repeating a POST as a GET would be wrong.
        else if (SignInPaths.IsForPrograms(request) || !HttpMethods.IsGet(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    public static Task Deny(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public static void AddTo(OpenIdConnectEvents events)
    {
        // Microsoft.Identity.Web has registered its own handler here: ours runs after it.
        var validated = events.OnTokenValidated;
        events.OnTokenValidated = async context =>
        {
            await validated(context);
            await BeginSessionAsync(context);
        };
        events.OnAccessDenied = Cancelled;
        events.OnRemoteFailure = Failed;
        events.OnRemoteSignOut = SignedOutAtTheProvider;
    }

    public static async Task StillThere(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var confirmation = SessionPrincipal.IdOf(person) is null
            ? new Confirmation.Ended()
            : await sessions.KnownAsync(person, context.HttpContext.RequestAborted);
        if (confirmation is not Confirmation.Confirmed { Person: var now })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
        else if (SessionPrincipal.Write(now) != SessionPrincipal.Write(person))
        {
            context.ReplacePrincipal(now);
            context.ShouldRenew = true;
        }
    }

    private static async Task BeginSessionAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal?.GetObjectId() is not { } person)
            // Someone who cannot be identified cannot be held accountable.
            context.Fail(new SecurityTokenException("The token names no one: it has no 'oid'."));
        else if (!services.GetRequiredService<GroupOverage>().Admits(context.Principal))
            context.Fail(
                new SignInRefusedException(SignInFailure.TooManyGroups, "The token leaves the groups out, and no app role is a team's."));
        else if (context.TokenEndpointResponse?.RefreshToken is not { Length: > 0 } refreshToken)
            context.Fail(
                new SignInRefusedException(SignInFailure.NoSession, "The provider gave no refresh token: is offline_access allowed?"));
        else
        {
            context.Properties!.Items.Remove(EarlierSession, out var earlier);
            context.Principal = await services.GetRequiredService<Sessions>().BeginAsync(context.Principal, refreshToken, earlier);
            Log.SignedIn(Logger(context.HttpContext), person);
        }
    }

    // The provider reports, in a frame of its own page, that its session has ended. The frame sends no cookie, so only names that the
    // provider and we know count. Anything else ends nothing, because a link on any page can lead here.
    private static async Task SignedOutAtTheProvider(RemoteSignOutContext context)
    {
        var message = context.ProtocolMessage;
        var services = context.HttpContext.RequestServices;
        if (message is { Sid.Length: > 0, Iss.Length: > 0 }
            && await services.GetRequiredService<SignInProvider>().ConfigurationAsync(context.HttpContext.RequestAborted) is { } provider
            && message.Iss == provider.Issuer)
            await services.GetRequiredService<Sessions>().EndOfProviderAsync(message.Sid);
        context.Response.Headers.CacheControl = "no-store";
        context.HandleResponse();
    }

    private static Task Cancelled(AccessDeniedContext context)
    {
        Log.SignInCancelled(Logger(context.HttpContext));
        context.Response.Redirect(SignInPaths.FailedBecause(context.Request, SignInFailure.Cancelled, context.Properties?.RedirectUri));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static Task Failed(RemoteFailureContext context)
    {
        var reason = SignInFailure.Of(context.Failure);
        // Anyone can cause this with a link, so it is neither a warning nor worth a stack trace.
        if (reason is SignInFailure.Expired)
            Log.SignInExpired(Logger(context.HttpContext));
        else
            Log.SignInFailed(Logger(context.HttpContext), reason, OneLine(context.Failure));
        context.Response.Redirect(SignInPaths.FailedBecause(context.Request, reason, context.Properties?.RedirectUri));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static string OneLine(Exception? failure) => PlainText.Title(failure?.GetBaseException().Message ?? "no reason");

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<SignInProvider>>();
}
