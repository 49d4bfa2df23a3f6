using System.Security.Claims;

namespace BackupDashboard.Access;

public abstract record Confirmation
{
    private Confirmation()
    {
    }

    public sealed record Confirmed(ClaimsPrincipal Person) : Confirmation;

    /// <summary>The session has ended: signed out, too old, or ended by the provider.</summary>
    public sealed record Ended : Confirmation;

    /// <summary>The provider does not answer, so nothing may be changed.</summary>
    public sealed record Unreachable : Confirmation;
}
