using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using BackupDashboard.Sandbox;
using BackupDashboard.Sandbox.Setup;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudStartTests
{
    [Fact]
    public async Task WithoutTheCloud_NothingOfItIsThere()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Cloud = false, Identity = false });

        sandbox.GlobalUrl.ShouldBeNull();
        sandbox.Zones.ShouldBeEmpty();
    }

    [Fact]
    public async Task Servers_ListenOnLoopbackAlone()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        int[] ports = [cloud.Host.GlobalUrl!.Port, .. cloud.Host.Zones.Select(zone => zone.Origin.Port)];

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => ports.Contains(one.Port)).ToList();

        listeners.Count.ShouldBe(ports.Length);
        listeners.ShouldAllBe(one => IPAddress.IsLoopback(one.Address));
    }

    [Fact]
    public async Task PortInUse_NamesPortAndSetting_AndLeavesNothingBehind()
    {
        using var squatter = TakeThePortBeforeThreeFreeOnes();
        var taken = ((IPEndPoint)squatter.LocalEndpoint).Port;

        // The global port comes last, so the zones of the ports after it have started by then.
        var failure = await Should.ThrowAsync<SandboxStartException>(
            () => SandboxHost.StartAsync(new SandboxOptions { Identity = false, Port = taken }));

        failure.Message.ShouldContain($"port {taken} ");
        failure.Message.ShouldContain("Sandbox:Port");
        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, taken + 1));
    }

    [Fact]
    public async Task OptionsOutOfRange_AreAllNamed()
    {
        var failure = await Should.ThrowAsync<SandboxStartException>(
            () => SandboxHost.StartAsync(new SandboxOptions { Port = 70_000, Speed = 0 }));

        failure.Message.ShouldContain("Sandbox:Port");
        failure.Message.ShouldContain("Sandbox:Speed");
    }

    [Fact]
    public async Task Disposed_TheAddressesAreFreeAgain()
    {
        var cloud = await CloudSandbox.StartAsync();
        var port = cloud.Host.GlobalUrl!.Port;

        await cloud.DisposeAsync();

        using var client = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port));
    }

    // Below the range that the system assigns, so that no other test gets a port in between.
    private static TcpListener TakeThePortBeforeThreeFreeOnes()
    {
        for (var first = 21_000; first < 30_000; first += 10)
        {
            var listeners = Enumerable.Range(first, 4).Select(port => new TcpListener(IPAddress.Loopback, port)).ToList();
            var areFree = listeners.TrueForAll(TryStart);
            listeners.Skip(areFree ? 1 : 0).ToList().ForEach(listener => listener.Dispose());
            if (areFree)
                return listeners[0];
        }

        throw new InvalidOperationException("No four free ports in a row");
    }

    private static bool TryStart(TcpListener listener)
    {
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
