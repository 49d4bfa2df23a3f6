using System.Net;
using System.Net.Sockets;
using BackupDashboard.Sandbox.Setup;
using SmtpServer;

namespace BackupDashboard.Sandbox.Mail;

// A mail server on this machine that delivers nowhere: what it receives is in the inbox.
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private MailServer(int port, Inbox inbox)
    {
        Port = port;
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(inbox);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <exception cref="SandboxStartException">The port is in use.</exception>
    public static MailServer Start(int port, Inbox inbox)
    {
        // The server would say of a port in use only that it has ended.
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException failure)
        {
            throw new SandboxStartException(
                $"The sandbox cannot start: port {port} is in use. Stop what listens there, or choose another: setting Sandbox:MailPort, "
                    + "or --mailPort when the sandbox runs alone.", failure);
        }

        var free = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new MailServer(free, inbox);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
