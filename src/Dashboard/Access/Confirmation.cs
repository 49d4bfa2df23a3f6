using System.Security.Claims;

namespace BackupDashboard.Access;

/// <summary>What is known of somebody's sign-in, at the moment of asking.</summary>
public abstract record Confirmation
{
    private Confirmation()
    {
    }

    /// <summary>They are who they were, with the roles and groups that they have now.</summary>
    public sealed record Confirmed(ClaimsPrincipal Person) : Confirmation;

    /// <summary>The session is over: signed out, too old, or ended by the provider.</summary>
    public sealed record Ended : Confirmation;

    /// <summary>The provider does not answer, so nothing is known: whoever is about to change something must not.</summary>
    public sealed record Unreachable : Confirmation;
}
