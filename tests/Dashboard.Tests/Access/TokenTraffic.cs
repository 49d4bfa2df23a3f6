using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace BackupDashboard.Tests.Access;

/// <summary>
/// Between the dashboard and the provider: counts, keeps the tokens that pass, and can answer in the provider's place.
/// </summary>
internal sealed class TokenTraffic
{
    private readonly ConcurrentQueue<string> _tokens = new();
    private int _refreshes;

    public int Refreshes => _refreshes;

    public IReadOnlyCollection<string> Tokens => _tokens;

    /// <summary>The answer to a refresh token, instead of the provider's.</summary>
    public Func<HttpResponseMessage>? Answer { get; set; }

    /// <summary>Completes before a refresh token is sent on.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static HttpResponseMessage Json(object content, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(content), Encoding.UTF8, "application/json") };

    public HttpMessageHandler Handler() => new Between(this) { InnerHandler = new SocketsHttpHandler() };

    private sealed class Between(TokenTraffic traffic) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            if (!form.Contains("grant_type", StringComparison.Ordinal))
                return await base.SendAsync(request, cancellationToken);

            if (form.Contains("grant_type=refresh_token", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref traffic._refreshes);
                await traffic.Gate;
                if (traffic.Answer is { } answer)
                    return answer();
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                Keep(await response.Content.ReadAsStringAsync(cancellationToken));
            return response;
        }

        private void Keep(string json)
        {
            using var document = JsonDocument.Parse(json);
            foreach (
                var part in document.RootElement.EnumerateObject().Where(part => part.Name.EndsWith("_token", StringComparison.Ordinal)))
                traffic._tokens.Enqueue(part.Value.GetString()!);
        }
    }
}
