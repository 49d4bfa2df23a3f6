using System.Security.Claims;
using BackupDashboard.Primitives;
using Microsoft.Identity.Web;

namespace BackupDashboard.Access;

/// <summary>Who requested an operation: the directory's object id, and the name at that time. Guests choose their own name.</summary>
public sealed record Actor(string ObjectId, string Name)
{
    public static Actor From(ClaimsPrincipal person) =>
        new(person.GetObjectId() ?? throw new InvalidOperationException("A signed-in person has an object id."),
            PlainText.Title(person.FindFirstValue("name") ?? person.GetDisplayName() ?? "") is { Length: > 0 } name ? name : "unnamed");
}
