using System.Security.Claims;

namespace BackupDashboard.Access;

/// <summary>
/// Whether someone's session is still valid, and with which rights. A program's bearer token is checked with every request instead.
/// </summary>
public interface ISessions
{
    /// <summary>Asks the provider now: required before anything is changed.</summary>
    Task<Confirmation> ConfirmAsync(ClaimsPrincipal person, CancellationToken cancellationToken);

    /// <summary>When someone last proved to the provider who they are; null without a session, as a program is.</summary>
    DateTimeOffset? SignedInAt(ClaimsPrincipal person);

    /// <summary>Everyone who is signed in, as the provider last described them.</summary>
    IEnumerable<ClaimsPrincipal> People { get; }

    /// <summary>
    /// Reports changed roles and groups, and the end (null, or <see cref="SessionPrincipal.Lost"/>), until disposed. Without a session it
    /// reports nothing.
    /// </summary>
    IDisposable Watch(ClaimsPrincipal person, Action<ClaimsPrincipal?> changed);
}
