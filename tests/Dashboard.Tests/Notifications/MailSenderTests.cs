using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BackupDashboard.Journal;
using BackupDashboard.Notifications;
using BackupDashboard.Tests.Shared;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace BackupDashboard.Tests.Notifications;

/// <summary>Mail, against a real server.</summary>
public sealed class MailSenderTests : NotificationsTest
{
    [Fact]
    public async Task Mail_Arrives_AsPlainText_AndSaysWhatTheServerAnswered()
    {
        await using var server = Server.Start();
        var tested = await TestedAsync(await SetAsync(Mail(server.Port) with { Name = "Ops" }, ""));
        (tested.State, tested.Answer).ShouldBe((DeliveryState.Sent, "kept"));
        var message = server.Received.ShouldHaveSingleItem();
        message.Subject.ShouldBe("Test of BackupDashboard");
        message.MessageId.ShouldBe($"{tested.Id:N}@example.com");
        message.ReplyTo.ToString().ShouldBe("desk@example.com");
        message.To.ToString().ShouldBe("ops@example.com, lead@example.com");
        message.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        message.HtmlBody.ShouldBeNull();
        message.TextBody!.ShouldContain("Ada Operator tries the channel 'Ops'");
    }

    /// <summary>Titles of boxes are made by others.</summary>
    [Fact]
    public async Task LineBreaksAndMarksInATitle_MakeNoHeaderAndNoMarkup()
    {
        await using var server = Server.Start();
        var channel = await SetAsync(Mail(server.Port), "");
        var line = new NotificationLine(null, null, "", TestClock.Origin, "<img src=x>\r\nBcc: evil@example.com", false);
        var delivery = new Delivery
        {
            Id = Guid.NewGuid(),
            ChannelId = channel.Id,
            Message = new(
                NotificationPurpose.Test, AlarmSeverity.Error, "Missed\r\nBcc: evil@example.com\u202Edlrow", [line], 0, "/alarms"),
            CreatedAt = TestClock.Origin,
            DueAt = TestClock.Origin,
            State = DeliveryState.Due,
        };
        (await Console.Get<NotificationSender>().SendAsync(channel, delivery, RunningConsole.Cancellation)).State
            .ShouldBe(DeliveryState.Sent);
        var message = server.Received.Single();
        message.Bcc.ShouldBeEmpty();
        message.Headers.ShouldAllBe(header => header.Id != HeaderId.Bcc);
        message.Subject!.ShouldNotContain("\n");
        message.TextBody!.ShouldContain("<img src=x>");
        ((MimePart)message.Body!).ContentType.MimeType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task ServerWithoutEncryption_GetsNothing_UnlessItIsThisMachine()
    {
        await using var server = Server.Start();
        var tested = await TestedAsync(await SetAsync(Mail(server.Port, MailSecurity.StartTls), ""));
        tested.State.ShouldBe(DeliveryState.GivenUp);
        tested.Answer!.ShouldContain("STARTTLS");
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task ServerInAPrivateNetwork_OrNone_IsSaidInWords()
    {
        var inside = Mail(25);
        inside = inside with { Mail = inside.Mail! with { Host = "10.0.0.7" } };
        (await TestedAsync(await SetAsync(inside with { Name = "Inside" }, ""))).Answer!.ShouldContain("Notifications:AllowedNetworks");

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        (await TestedAsync(await SetAsync(Mail(port), ""))).Answer!.ShouldContain("refused");
    }

    private static NotificationChannel Mail(int port, MailSecurity security = MailSecurity.None) => new()
    {
        Id = Guid.NewGuid(),
        Name = $"Mail {port} {security}",
        Kind = ChannelKind.Email,
        CreatedBy = new("", ""),
        Mail = new MailSettings
        {
            Host = "localhost",
            Port = port,
            Security = security,
            From = "backups@example.com",
            ReplyTo = "desk@example.com",
            To = ["ops@example.com", "lead@example.com"],
        },
    };

    private async Task<Delivery> TestedAsync(NotificationChannel channel)
    {
        var (delivery, problem) = await Commands.TestAsync(Administrator, channel.Id, RunningConsole.Cancellation);
        problem.ShouldBeNull();
        return delivery!;
    }

    private sealed class Server : MessageStore, IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        private Server(int port)
        {
            Port = port;
            var services = new SmtpServer.ComponentModel.ServiceProvider();
            services.Add(this);
            var options = new SmtpServerOptionsBuilder().ServerName("localhost")
                .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
            _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
        }

        public int Port { get; }

        public ConcurrentQueue<MimeMessage> Received { get; } = [];

        public static Server Start()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            return new Server(port);
        }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            Received.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return new SmtpResponse(SmtpReplyCode.Ok, "kept");
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
