using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackupDashboard.Access;

/// <summary>
/// Who a circuit belongs to. It follows their session: it has their roles as they are, and nobody once the session is over. Nor does it
/// pass to another session: a page that comes back after its connection was lost may be greeted by somebody else's cookie.
/// </summary>
internal sealed class CircuitPerson(Sessions sessions) : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private readonly Lock _gate = new();
    private string? _session;
    private bool _isOver;
    private IDisposable? _watch;
    private Task<AuthenticationState>? _state;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => _state ?? Task.FromResult(new AuthenticationState(Nobody));

    /// <summary>Called by the framework: when the circuit begins, and when it is connected again.</summary>
    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        // Watched and shown in one go: what is heard of the session in between would be written over.
        lock (_gate)
            _state = AdmitAsync(authenticationStateTask);
        Tell();
    }

    public void Dispose()
    {
        lock (_gate)
            Leave();
    }

    private async Task<AuthenticationState> AdmitAsync(Task<AuthenticationState> given)
    {
        var person = (await given).User;
        lock (_gate)
        {
            // Without a session (a bearer token) nothing would ever end the circuit.
            if (_isOver || SessionPrincipal.IdOf(person) is not { } session)
            {
                Leave();
                return new AuthenticationState(Nobody);
            }

            if ((_session ??= session) != session)
            {
                Leave();
                return new AuthenticationState(SessionPrincipal.Lost);
            }

            _watch?.Dispose();
            _watch = sessions.Watch(person, Changed);
            return new AuthenticationState(person);
        }
    }

    private void Changed(ClaimsPrincipal? person)
    {
        lock (_gate)
        {
            // Left, while this was on its way.
            if (_isOver)
                return;

            if (person is not { Identity.IsAuthenticated: true })
                Leave();
            _state = Task.FromResult(new AuthenticationState(person ?? Nobody));
        }

        Tell();
    }

    /// <summary>Outside the lock, and always of the latest: whichever thread comes last says what is true.</summary>
    private void Tell() => NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());

    private void Leave()
    {
        _isOver = true;
        _watch?.Dispose();
        _watch = null;
    }
}
