using System.Security.Claims;
using BackupDashboard.Access;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Hubs;

// The current rights of a hub connection's user: their token or cookie was only read when it began.
internal sealed class HubPerson : IDisposable
{
    private readonly IDisposable _watch;
    private volatile ClaimsPrincipal _person;

    public HubPerson(HubCallerContext caller, ISessions sessions)
    {
        _person = caller.User ?? new ClaimsPrincipal(new ClaimsIdentity());
        _watch = sessions.Watch(_person, now =>
        {
            if (now is not { Identity.IsAuthenticated: true })
                caller.Abort();
            else
                _person = now;
        });
    }

    public Grants Grants(Permissions permissions) => permissions.Of(_person);

    public void Dispose() => _watch.Dispose();
}
