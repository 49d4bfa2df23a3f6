using System.Buffers;
using System.Collections.Concurrent;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace BackupDashboard.Sandbox.Mail;

// What the mail server has received, the latest first.
internal sealed class Inbox(TimeProvider time) : MessageStore
{
    private const int Most = 200;

    private readonly ConcurrentQueue<Letter> _letters = [];

    public IReadOnlyList<Letter> All => [.. _letters.Reverse()];

    public void Clear() => _letters.Clear();

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        using var message = await MimeMessage.LoadAsync(stream, cancellationToken);
        _letters.Enqueue(new Letter(
            message.MessageId ?? "", time.GetUtcNow(), message.From.ToString(), message.To.ToString(), message.Subject ?? "",
            message.TextBody ?? ""));
        while (_letters.Count > Most)
            _letters.TryDequeue(out _);
        return SmtpResponse.Ok;
    }
}

internal sealed record Letter(string Id, DateTimeOffset At, string From, string To, string Subject, string Text);
