using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackupDashboard.Sandbox.Identity;

/// <summary>Trades a code or a program's credentials for tokens; secrets, code and verifier were checked before it is reached.</summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> HandleAsync(HttpContext context, SpentCodes spent)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            var program = Residents.Programs.Single(one => one.ClientId.ToString() == request.ClientId);
            return Results.SignIn(Principals.ForProgram(program), authenticationScheme: Scheme);
        }

        var code = (await context.AuthenticateAsync(Scheme)).Principal!;
        if (!spent.TrySpend(code.GetClaim(Principals.CodeId)!))
            return Refusal.Because(Errors.InvalidGrant, "The authorization code was used before.");

        var person = Residents.People.Single(one => one.ObjectId.ToString() == code.GetClaim("oid"));
        return Results.SignIn(Principals.ForPerson(person, code.GetScopes()), authenticationScheme: Scheme);
    }
}
