using System.Security.Claims;
using Microsoft.Identity.Web;

namespace BackupDashboard.Access;

/// <summary>Who asked for an operation: the directory's object id, and the name at that time.</summary>
public sealed record Actor(string ObjectId, string Name)
{
    public static Actor From(ClaimsPrincipal person) =>
        new(person.GetObjectId() ?? throw new InvalidOperationException("A signed-in person has an object id."),
            person.FindFirstValue("name") ?? person.GetDisplayName() ?? "unnamed");
}
