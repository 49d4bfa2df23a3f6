using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

/// <summary>The one place that decides. Asked by every service at the time it acts, not only by the page that shows a button.</summary>
public sealed class Permissions(IOptionsMonitor<AccessOptions> options)
{
    private const string GroupClaim = "groups";

    public bool Has(ClaimsPrincipal person, Right right) =>
        TeamsOf(person).Any(team => team.Rights.Contains(right) || team.Rights.Contains(Right.Administer));

    /// <summary>The app roles and groups that would give this right, for telling people what to ask for.</summary>
    public IReadOnlyList<string> MembersWith(Right right) =>
        [.. options.CurrentValue.Teams
            .Where(team => team.Rights.Contains(right) || team.Rights.Contains(Right.Administer))
            .Select(team => team.Member)];

    private IEnumerable<TeamOptions> TeamsOf(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated is true
            ? options.CurrentValue.Teams.Where(team => person.IsInRole(team.Member) || person.HasClaim(GroupClaim, team.Member))
            : [];
}
