using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BackupDashboard.Sandbox.Identity;

// Which client may request what: without a store, these checks are the only registration of clients.
internal static class RequestRules
{
    public static void AddRequestRules(this OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(CheckAuthorization));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(CheckToken));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(CheckEndSession));
    }

    private static ValueTask CheckAuthorization(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId is not IdentityServer.ClientId)
            context.Reject(Errors.InvalidRequest, "No application with this client_id is registered.");
        else if (!IsLoopback(context.RedirectUri, "/signin-oidc"))
            context.Reject(Errors.InvalidRequest, "The redirect_uri must be on loopback and end in /signin-oidc.");
        return ValueTask.CompletedTask;
    }

    private static ValueTask CheckToken(ValidateTokenRequestContext context)
    {
        var expected = context.Request.IsAuthorizationCodeGrantType() || context.Request.IsRefreshTokenGrantType()
            ? context.ClientId is IdentityServer.ClientId ? IdentityServer.ClientSecret : null
            : Residents.Programs.FirstOrDefault(program => program.ClientId.ToString() == context.ClientId)?.Secret;

        if (expected is null || !AreSame(expected, context.ClientSecret))
            context.Reject(Errors.InvalidClient, "Unknown client, wrong secret, or a grant that this client may not use.");
        else if (context.Request.IsClientCredentialsGrantType() && context.Request.Scope is not IdentityServer.Scope)
            context.Reject(Errors.InvalidScope, $"The scope must be {IdentityServer.Scope}.");
        return ValueTask.CompletedTask;
    }

    private static ValueTask CheckEndSession(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is { Length: > 0 } uri && !IsLoopback(uri, "/signout-callback-oidc"))
            context.Reject(Errors.InvalidRequest, "The post_logout_redirect_uri must be on loopback and end in /signout-callback-oidc.");
        return ValueTask.CompletedTask;
    }

    private static bool IsLoopback(string? address, string ending) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.IsLoopback
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "" }
        && uri.AbsolutePath.EndsWith(ending, StringComparison.Ordinal);

    private static bool AreSame(string expected, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given ?? ""));
}
