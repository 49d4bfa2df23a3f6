using System.Security.Claims;

namespace BackupDashboard.Operations;

/// <summary>Who asks for an operation, and through what.</summary>
/// <param name="Request">The name that a program gave to its request; null where it gave none.</param>
public sealed record Caller(ClaimsPrincipal Person, OperationVia Via, RequestKey? Request = null)
{
    /// <summary>Somebody in front of a page.</summary>
    public static implicit operator Caller(ClaimsPrincipal person) => FromClaimsPrincipal(person);

    public static Caller FromClaimsPrincipal(ClaimsPrincipal person) => new(person, OperationVia.Page);
}
