namespace BackupDashboard.Nuclia.Http;

// The platform resends a request without a body when the connection closes before an answer: harmless for a read, not for a deletion. An
// empty body, once begun, is never sent again.
internal sealed class SendOnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }
}
