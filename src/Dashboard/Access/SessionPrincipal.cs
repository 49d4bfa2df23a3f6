using System.Security.Claims;
using System.Text.Json;

namespace BackupDashboard.Access;

// Builds principals. Only known claims are copied from a token, so that none can carry a session id in.
internal static class SessionPrincipal
{
    public const string NameClaim = "name";
    public const string RoleClaim = "roles";
    public const string GroupClaim = "groups";

    private const string SessionClaim = "backup-dashboard:session";

    // Antiforgery tokens are tied to "sub": without it they would be tied to the roles, and become invalid when these change.
    private static readonly string[] Kept = ["sub", "oid", "tid", NameClaim, "preferred_username", RoleClaim, GroupClaim,
        .. GroupOverage.Claims];

    private const string LostClaim = "backup-dashboard:lost";

    // Anonymous because the session ended without a sign-out: they can sign in again where they were.
    public static ClaimsPrincipal Lost { get; } = new(new ClaimsIdentity([new Claim(LostClaim, "")]));

    public static bool IsLost(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == LostClaim);

    public static string? IdOf(ClaimsPrincipal person) => person.FindFirstValue(SessionClaim);

    public static string Write(ClaimsPrincipal person) => JsonSerializer.Serialize(person.Claims
        .Where(claim => Kept.Contains(claim.Type))
        .Select(claim => new[] { claim.Type, claim.Value })
        .OrderBy(claim => claim[0], StringComparer.Ordinal).ThenBy(claim => claim[1], StringComparer.Ordinal));

    public static ClaimsPrincipal Read(string id, string claims) => Of(
        "Session", JsonSerializer.Deserialize<string[][]>(claims)!.Select(claim => new Claim(claim[0], claim[1]))
            .Append(new Claim(SessionClaim, id)));

    // The token came with the request: there is no session to end.
    public static ClaimsPrincipal OfBearer(ClaimsPrincipal token, string name) => Of(
        "Bearer",
        token.Claims.Where(claim => Kept.Contains(claim.Type) && claim.Type != NameClaim)
            .Select(claim => new Claim(claim.Type, claim.Value)).Append(new Claim(NameClaim, name)));

    private static ClaimsPrincipal Of(string kind, IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, kind, NameClaim, RoleClaim));
}
