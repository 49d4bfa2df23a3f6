using System.Security.Claims;

namespace BackupDashboard.Access;

/// <summary>Whether somebody's sign-in is still good, and what it is worth now. A program's bearer token is judged with every request instead.</summary>
public interface ISessions
{
    /// <summary>Asks the provider, now: for whoever is about to change something.</summary>
    Task<Confirmation> ConfirmAsync(ClaimsPrincipal person, CancellationToken cancellationToken);

    /// <summary>Hears of changed roles and groups, and of the end (null, or <see cref="SessionPrincipal.Lost"/>), until disposed. Without a session there is nothing to hear.</summary>
    IDisposable Watch(ClaimsPrincipal person, Action<ClaimsPrincipal?> changed);
}
