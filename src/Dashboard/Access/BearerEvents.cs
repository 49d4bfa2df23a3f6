using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;

namespace BackupDashboard.Access;

// What a token must contain besides being genuine: whose it is, and that it was issued for this dashboard.
internal static class BearerEvents
{
    public const string Scope = "access_as_user";

    public static void AddTo(JwtBearerEvents events, SignInOptions signIn)
    {
        // Microsoft.Identity.Web has registered its own handlers here: ours run after them.
        var (received, validated) = (events.OnMessageReceived, events.OnTokenValidated);
        events.OnMessageReceived = async context =>
        {
            await received(context);
            context.Token ??= BearerExtensions.HubTokenOf(context.Request);
        };
        events.OnTokenValidated = async context =>
        {
            await validated(context);
            if (context.Result is null)
                Judge(context, signIn);
        };
        // A token that could not be checked is refused, instead of ending in an unexpected error.
        events.OnAuthenticationFailed = context =>
        {
            Log.BearerRefused(Logger(context.HttpContext), context.Exception.GetType().Name);
            context.Fail(context.Exception);
            return Task.CompletedTask;
        };
        events.OnChallenge = context =>
        {
            if (context.AuthenticateFailure is BearerRefusedException refused)
                (context.Error, context.ErrorDescription) = ("invalid_token", refused.Message);
            return Task.CompletedTask;
        };
    }

    private static void Judge(TokenValidatedContext context, SignInOptions signIn)
    {
        var token = context.Principal!;
        if (!string.Equals(token.FindFirstValue("tid"), signIn.TenantId, StringComparison.OrdinalIgnoreCase))
            Refuse(context, "The token is of another tenant");
        else if (token.GetObjectId() is null)
            Refuse(context, "The token names no one: it has no 'oid'");
        else if (!IsForAPerson(token) && !IsForAProgram(token))
            Refuse(context, $"The token was not issued to call this API: a person's needs the scope {Scope}");
        else if (!context.HttpContext.RequestServices.GetRequiredService<GroupOverage>().Admits(token))
            Refuse(context, "The token leaves the groups out because they are too many: an app role of a team is needed");
        else
            context.Principal = SessionPrincipal.OfBearer(token, NameOf(token));
    }

    private static bool IsForAPerson(ClaimsPrincipal token) => token.FindFirstValue("scp")?.Split(' ').Contains(Scope) is true;

    // A token without a scope may also be a person's id token, which grants no permission to call anything.
    private static bool IsForAProgram(ClaimsPrincipal token) =>
        !token.HasClaim(claim => claim.Type == "scp")
        && (token.FindFirstValue("idtyp") is { } kind ? kind == "app" : token.FindFirstValue("sub") == token.GetObjectId());

    private static string NameOf(ClaimsPrincipal token) => IsForAPerson(token)
        ? token.FindFirstValue("name") ?? token.FindFirstValue("preferred_username") ?? "unnamed"
        : token.FindFirstValue("app_displayname")
            ?? $"program {token.FindFirstValue("azp") ?? token.FindFirstValue("appid") ?? "without a name"}";

    private static void Refuse(TokenValidatedContext context, string reason)
    {
        Log.BearerRefused(Logger(context.HttpContext), reason);
        context.Fail(new BearerRefusedException(reason));
    }

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<Sessions>>();
}

internal sealed class BearerRefusedException(string message) : Exception(message);
