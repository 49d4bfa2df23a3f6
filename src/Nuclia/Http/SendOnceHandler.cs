namespace BackupDashboard.Nuclia.Http;

/// <summary>
/// A request without a body is sent again by the platform itself when the connection closes before an answer: harmless for a
/// read, not for a deletion. An empty body, once begun, is never sent again.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }
}
