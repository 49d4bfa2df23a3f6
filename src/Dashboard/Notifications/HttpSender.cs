using System.Net.Sockets;
using System.Text;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

// Webhooks, Slack and Microsoft Teams: one POST, no redirect, and only the beginning of the answer is read.
internal sealed class HttpSender(
    IHttpClientFactory clients, IOptionsMonitor<NotificationsOptions> options, TimeProvider time) : IChannelSender
{
    public const string Client = "notifications";
    public const int LargestAnswer = 64 * 1024;

    private const int ShownOfAnswer = 200;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.Webhook, ChannelKind.Teams, ChannelKind.Slack];

    public async Task<SendResult> SendAsync(
        NotificationChannel channel, IReadOnlyList<string> secrets, Delivery delivery, CancellationToken cancellationToken)
    {
        // The address of a chat is its secret.
        var address = channel.Kind is ChannelKind.Webhook ? channel.Url : (secrets is [var newest, ..] ? newest : null);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !IsAllowed(url))
            return SendResult.Failed("The channel has no address that begins with https://.");

        var link = MessageLink.Of(options.CurrentValue.BaseUrl, delivery.Message);
        var body = channel.Kind switch
        {
            ChannelKind.Webhook => MessageFormats.Webhook(delivery, link),
            ChannelKind.Teams => MessageFormats.Card(delivery.Message, link),
            ChannelKind.Slack => MessageFormats.Slack(delivery.Message, link),
            ChannelKind.Email => throw new ArgumentOutOfRangeException(nameof(channel), channel.Kind, "Mail goes by SMTP."),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (channel.Kind is ChannelKind.Webhook)
            WebhookSignature.Sign(request, delivery.Id, time.GetUtcNow(), body, secrets);
        return await PostAsync(request, secrets, cancellationToken);
    }

    /// <summary>Plain text to an address that is a secret.</summary>
    public async Task<SendResult> PostTextAsync(string address, string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !IsAllowed(url))
            return SendResult.Failed("The address does not begin with https://.");

        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(text, Encoding.UTF8, "text/plain");
        return await PostAsync(request, [address], cancellationToken);
    }

    private async Task<SendResult> PostAsync(
        HttpRequestMessage request, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var answer = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
            if (response.IsSuccessStatusCode)
                return SendResult.Delivered(answer);

            var said = await BeginningAsync(response.Content, limit.Token);
            var text = said is "" ? answer : $"{answer}: {said}";
            return (int)response.StatusCode is >= 300 and < 400
                ? SendResult.Failed($"{answer}: the server leads elsewhere, and messages follow no redirect.")
                : SendResult.Failed(text, secrets, isFinal: (int)response.StatusCode == StatusCodes.Status410Gone);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SendResult.Failed($"There was no answer within {(int)Timeout.TotalSeconds} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AddressRefusedException)
        {
            return SendResult.Failed(exception.GetBaseException().Message, secrets);
        }
    }

    private bool IsAllowed(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && options.CurrentValue.AllowHttp);

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[ShownOfAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, ShownOfAnswer, throwOnEndOfStream: false, cancellationToken);
        return PlainText.Title(Encoding.UTF8.GetString(buffer, 0, read));
    }
}
