using System.Net;
using System.Net.Sockets;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackupDashboard.Notifications;

// Plain text by SMTP. The server is looked up and checked as the addresses of webhooks are.
internal sealed class MailSender(
    AddressGuard guard, IOptionsMonitor<NotificationsOptions> options, TimeProvider time, ILogger<MailSender> logger) : IChannelSender
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.Email];

    public async Task<SendResult> SendAsync(
        NotificationChannel channel, IReadOnlyList<string> secrets, Delivery delivery, CancellationToken cancellationToken)
    {
        var mail = channel.Mail!;
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var socket = await guard.ConnectAsync(mail.Host, mail.Port, limit.Token);
            if (mail.Security is MailSecurity.None && !IsThisMachine(socket))
                return SendResult.Failed("Without encryption, mail goes only to a server on this machine.");

            using var client = new SmtpClient { CheckCertificateRevocation = false };
            await client.ConnectAsync(socket, mail.Host, mail.Port, Of(mail.Security), limit.Token);
            if (mail.User is not "")
                await client.AuthenticateAsync(mail.User, secrets is [var newest, ..] ? newest : "", limit.Token);
            using var message = Message(mail, delivery);
            var answer = await client.SendAsync(message, limit.Token);
            await LeaveAsync(client, limit.Token);
            return SendResult.Delivered(PlainText.Title(answer));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendResult.Failed($"There was no answer within {(int)Timeout.TotalSeconds} seconds.");
        }
        catch (Exception exception) when (exception is SocketException or IOException or AddressRefusedException or ProtocolException
            or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            return SendResult.Failed(exception.Message, secrets);
        }
    }

    // The server has the message: whatever happens now, it must not be sent again.
    private async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or CommandException
            or OperationCanceledException)
        {
            Log.NotLeft(logger, exception.Message);
        }
    }

    private MimeMessage Message(MailSettings mail, Delivery delivery)
    {
        var message = new MimeMessage
        {
            Subject = MessageFormats.Subject(delivery.Message),
            Date = time.GetUtcNow(),
            MessageId = $"{delivery.Id:N}@{MailboxAddress.Parse(mail.From).Domain}",
            Body = new TextPart("plain")
            {
                Text = MessageFormats.Text(delivery.Message, MessageLink.Of(options.CurrentValue.BaseUrl, delivery.Message)),
            },
        };
        message.From.Add(MailboxAddress.Parse(mail.From));
        if (mail.ReplyTo is not "")
            message.ReplyTo.Add(MailboxAddress.Parse(mail.ReplyTo));
        message.To.AddRange(mail.To.Select(MailboxAddress.Parse));

        // No out-of-office answers.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static SecureSocketOptions Of(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
    };

    private static bool IsThisMachine(Socket socket) => socket.RemoteEndPoint is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
