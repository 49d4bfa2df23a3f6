using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackupDashboard.Sandbox.Identity;

/// <summary>
/// Trades a code, a refresh token or a program's credentials for tokens; secrets, grant and verifier were checked before it is reached.
/// </summary>
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
        // As with Entra, whoever loses the answer to a refresh can use the old token again; a code is good once, whatever happens.
        var isGoodOnce = request.IsAuthorizationCodeGrantType() || register.RotatesStrictly;
        if (!spent.TrySpend(grant.GetClaim(Principals.GrantId)!) && isGoodOnce)
            return Refusal.Because(Errors.InvalidGrant, "The authorization code or refresh token was used before.");

        // As they are now, not as they were when the grant was given.
        var person = register.Find(Guid.Parse(grant.GetClaim("oid")!))!;
        return person.Disabled
            ? Refusal.Because(Errors.InvalidGrant, "The account is disabled.")
            : Results.SignIn(Principals.ForPerson(person, grant.GetClaim(Principals.SessionId), grant.GetScopes()), authenticationScheme: Scheme);
    }

    /// <summary>Stands before everything that would answer better.</summary>
    public static Task FailWhenAskedToAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<Register>().TokensFail || context.Request.Path != "/" + Endpoints.Token)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
