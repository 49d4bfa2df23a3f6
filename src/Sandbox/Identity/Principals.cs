using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackupDashboard.Sandbox.Identity;

// Claims named and shaped as Entra's v2 tokens have them.
internal static class Principals
{
    // Distinguishes codes and refresh tokens, so that each can be used once. Never in a token that others read.
    public const string GrantId = "sandbox_grant";

    // An optional claim of Entra's, by which it ends sessions of applications.
    public const string SessionId = "sid";

    private const string ScopeClaim = "scp";

    public static ClaimsPrincipal ForCode(Person person, ImmutableArray<string> scopes)
    {
        var identity = Create(PairwiseSubject(person.ObjectId), person.ObjectId);
        identity.SetClaim(GrantId, Guid.NewGuid().ToString("N")).SetClaim(SessionId, Guid.NewGuid().ToString());
        return new ClaimsPrincipal(identity).SetScopes(scopes);
    }

    public static ClaimsPrincipal ForPerson(Resident resident, string? session, ImmutableArray<string> scopes)
    {
        var person = resident.Person;
        var identity = Create(PairwiseSubject(person.ObjectId), person.ObjectId);
        identity.SetClaim(Claims.Name, person.Name).SetClaim(Claims.PreferredUsername, person.UserName);
        identity.SetClaim(GrantId, Guid.NewGuid().ToString("N")).SetClaim(SessionId, session);
        SetArray(identity, "roles", resident.Roles);
        if (resident.Overage)
            SetOverage(identity);
        else SetArray(identity, "groups", resident.Groups);
        if (scopes.Contains(IdentityServer.DelegatedScope))
            identity.SetClaim(ScopeClaim, "access_as_user").SetClaim("azp", IdentityServer.ClientId).SetClaim("azpacr", "1");
        return Finish(identity, scopes);
    }

    public static ClaimsPrincipal ForProgram(Program program)
    {
        var identity = Create(program.ObjectId.ToString(), program.ObjectId);
        identity.SetClaim("azp", program.ClientId.ToString()).SetClaim("azpacr", "1").SetClaim("idtyp", "app");
        SetArray(identity, "roles", program.Roles);
        return Finish(identity, [IdentityServer.Scope]);
    }

    private static ClaimsIdentity Create(string subject, Guid objectId) =>
        new ClaimsIdentity("sandbox", Claims.Name, "roles")
            .SetClaim(Claims.Subject, subject)
            .SetClaim("oid", objectId.ToString())
            .SetClaim("tid", IdentityServer.TenantId)
            .SetClaim("ver", "2.0");

    private static ClaimsPrincipal Finish(ClaimsIdentity identity, ImmutableArray<string> scopes)
    {
        identity.SetDestinations(claim => claim.Type switch
        {
            GrantId => [],
            ScopeClaim or "azp" or "azpacr" => [Destinations.AccessToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return new ClaimsPrincipal(identity).SetScopes(scopes).SetResources(IdentityServer.ClientId);
    }

    // Entra sends an array even for one value, and omits the claim if there is none.
    private static void SetArray(ClaimsIdentity identity, string type, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            identity.AddClaim(new Claim(type, JsonSerializer.Serialize(values), JsonClaimValueTypes.JsonArray));
    }

    private static void SetOverage(ClaimsIdentity identity)
    {
        identity.AddClaim(new Claim("_claim_names", """{"groups":"src1"}""", JsonClaimValueTypes.Json));
        identity.AddClaim(new Claim(
            "_claim_sources",
            """{"src1":{"endpoint":"https://graph.microsoft.com/v1.0/me/getMemberObjects"}}""",
            JsonClaimValueTypes.Json));
        identity.AddClaim(new Claim("hasgroups", "true", ClaimValueTypes.Boolean));
    }

    // Entra's subject differs per application: code that takes it for the person's id must fail here too.
    private static string PairwiseSubject(Guid objectId) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{IdentityServer.ClientId}/{objectId}")));
}
