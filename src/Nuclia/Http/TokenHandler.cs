using System.Net.Http.Headers;

namespace BackupDashboard.Nuclia.Http;

/// <summary>Puts the token on the request for as long as it is being sent, so that nothing which keeps the request keeps the token.</summary>
internal sealed class TokenHandler(TokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.Headers.Authorization = null;
        }
    }
}
