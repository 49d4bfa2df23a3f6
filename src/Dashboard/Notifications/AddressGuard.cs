using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

// Connects to where messages go, and to nothing inside: an address that someone types must not lead the dashboard to this machine, to a
// neighbour or to the cloud's metadata. The address is checked when connecting, because a name may lead elsewhere a moment later.
internal sealed class AddressGuard(IOptionsMonitor<NotificationsOptions> options)
{
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // What is no global unicast address, and what holds an address of version 4, which would have to be checked as well.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Tunnels = [IPNetwork.Parse("2001::/32"), IPNetwork.Parse("2002::/16")];

    public bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsOutside(plain) || options.CurrentValue.AllowedNetworks.Any(network => IPNetwork.Parse(network).Contains(plain));
    }

    /// <exception cref="AddressRefusedException">The name leads to nothing that is allowed.</exception>
    /// <exception cref="SocketException">There is no such host, or it does not answer.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
            throw new AddressRefusedException(host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsOutside(IPAddress address) => address.AddressFamily is AddressFamily.InterNetwork
        ? !Inner.Any(network => network.Contains(address))
        : Global.Contains(address) && !Tunnels.Any(network => network.Contains(address));
}

// In words for people.
internal sealed class AddressRefusedException(string host) : Exception(
    $"'{host}' leads to this machine or into a private network. {NotificationsOptions.Section}:AllowedNetworks says which of these may be "
        + "sent to.");
