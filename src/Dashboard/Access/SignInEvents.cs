using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

/// <summary>Where a refused or failed sign-in ends: a status for programs, a page with a reason for people, never a stack trace.</summary>
internal static class SignInEvents
{
    public static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path == SignInPaths.SignOut)
            context.Response.Redirect(request.PathBase + SignInPaths.SignedOut);
        // Only a page can be returned to: to repeat a POST as a GET would be wrong.
        else if (SignInPaths.IsForPrograms(request) || !HttpMethods.IsGet(request.Method))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
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
        // Microsoft.Identity.Web has put its own handler here: ours comes after it.
        var validated = events.OnTokenValidated;
        events.OnTokenValidated = async context =>
        {
            await validated(context);
            if (context.Principal?.GetObjectId() is { } person)
                Logger(context.HttpContext).SignedIn(person);
            else
                // Whoever can not be named can not be held to what they ask for.
                context.Fail(new SecurityTokenException("The token names nobody: it has no 'oid'."));
        };
        events.OnAccessDenied = Cancelled;
        events.OnRemoteFailure = Failed;
    }

    private static Task Cancelled(AccessDeniedContext context)
    {
        Logger(context.HttpContext).SignInCancelled();
        context.Response.Redirect(SignInPaths.FailedBecause(context.Request, SignInFailure.Cancelled));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static Task Failed(RemoteFailureContext context)
    {
        var reason = SignInFailure.Of(context.Failure);
        Logger(context.HttpContext).SignInFailed(context.Failure, reason);
        context.Response.Redirect(SignInPaths.FailedBecause(context.Request, reason));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<SignInProvider>>();
}
