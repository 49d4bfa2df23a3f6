using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Identity.Web;

namespace BackupDashboard.Access;

// Above 200 groups Entra omits all of them from a token, and says so. Then it is unknown whether one of them is a team's: anyone with an
// app role of a team needs no group, everyone else is refused with that reason instead of appearing to have no team.
internal sealed class GroupOverage(Permissions permissions, ILogger<GroupOverage> logger)
{
    private readonly ConcurrentDictionary<string, bool> _told = new();

    internal static readonly string[] Claims = ["hasgroups", "_claim_names"];

    public static bool Concerns(ClaimsPrincipal person) =>
        !person.HasClaim(claim => claim.Type == SessionPrincipal.GroupClaim) && person.Claims.Any(SaysGroupsAreMissing);

    // token: the principal with all of the token's claims.
    public bool Admits(ClaimsPrincipal token)
    {
        if (!Concerns(token))
            return true;

        var person = token.GetObjectId() ?? "";
        if (!permissions.Teams.Any(team => token.HasClaim(SessionPrincipal.RoleClaim, team.Member)))
        {
            Log.TooManyGroups(logger, person);
            return false;
        }

        if (_told.TryAdd(person, true))
            Log.GroupsMissing(logger, person);
        return true;
    }

    private static bool SaysGroupsAreMissing(Claim claim) => claim.Type switch
    {
        "hasgroups" => bool.TryParse(claim.Value, out var has) && has,
        "_claim_names" => NamesGroups(claim.Value),
        _ => false,
    };

    private static bool NamesGroups(string json)
    {
        try
        {
            using var names = JsonDocument.Parse(json);
            return names.RootElement.ValueKind is JsonValueKind.Object
                && names.RootElement.TryGetProperty(SessionPrincipal.GroupClaim, out _);
        }
        catch (JsonException)
        {
            // Also called by pages. No one knows what the claim would contain; without groups there are no group rights either way.
            return false;
        }
    }
}
