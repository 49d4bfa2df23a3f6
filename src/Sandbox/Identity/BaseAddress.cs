using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BackupDashboard.Sandbox.Identity;

// Where the server listens, known once it does. Always named localhost: the issuer must be one literal.
internal sealed class BaseAddress(IServer server)
{
    public Uri Value { get; } = new(
        $"http://localhost:{new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/");
}
