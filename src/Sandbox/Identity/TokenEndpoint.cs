using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackupDashboard.Sandbox.Identity;

// Trades a code, a refresh token or a program's credentials for tokens; secrets, grant and verifier were checked before it is reached.
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> HandleAsync(HttpContext context, SpentGrants spent, Register register)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            var program = Residents.Programs.Single(one => one.ClientId.ToString() == request.ClientId);
            return Results.SignIn(Principals.ForProgram(program), authenticationScheme: Scheme);
        }

        var grant = (await context.AuthenticateAsync(Scheme)).Principal!;
        // As with Entra, a client that loses the answer to a refresh can use the old token again; a code can be used only once.
        var isGoodOnce = request.IsAuthorizationCodeGrantType() || register.RotatesStrictly;
        if (!spent.TrySpend(grant.GetClaim(Principals.GrantId)!) && isGoodOnce)
            return Refusal.Because(Errors.InvalidGrant, "The authorization code or refresh token was used before.");

        // In the current state, not in that of the grant.
        var person = register.Find(Guid.Parse(grant.GetClaim("oid")!))!;
        return person.Disabled
            ? Refusal.Because(Errors.InvalidGrant, "The account is disabled.")
            : Results.SignIn(
                Principals.ForPerson(person, grant.GetClaim(Principals.SessionId), grant.GetScopes()), authenticationScheme: Scheme);
    }

    // In front of everything that would succeed.
    public static Task FailWhenAskedToAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<Register>().TokensFail || context.Request.Path != "/" + Endpoints.Token)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
