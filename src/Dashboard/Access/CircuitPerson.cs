using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackupDashboard.Access;

// The user of a circuit. It follows their session: current roles while it lasts, anonymous afterwards. It never passes to another session,
// because a page that reconnects may present someone else's cookie.
internal sealed class CircuitPerson(Sessions sessions) : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider,
    IDisposable
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private readonly Lock _gate = new();
    private string? _session;
    private bool _isOver;
    private IDisposable? _watch;
    private Task<AuthenticationState>? _state;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => _state ?? Task.FromResult(new AuthenticationState(Nobody));

    // Called by the framework when the circuit begins and when it is reconnected.
    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        // Watched and shown in one step: otherwise a change of the session in between would be overwritten.
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
            // Disposed meanwhile.
            if (_isOver)
                return;

            if (person is not { Identity.IsAuthenticated: true })
                Leave();
            _state = Task.FromResult(new AuthenticationState(person ?? Nobody));
        }

        Tell();
    }

    // Outside the lock, and always with the latest state, so the order of threads does not matter.
    private void Tell() => NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());

    private void Leave()
    {
        _isOver = true;
        _watch?.Dispose();
        _watch = null;
    }
}
