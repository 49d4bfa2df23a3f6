using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Http;

// Innermost handler: lets only complete successes through and throws NucliaFailure for everything else, so that retries and breaker decide
// by the cause. Bodies are read here, inside the time-out of the attempt, because a slow drip is a failure too.
internal sealed class AnswerHandler(ErrorReader errors, AnswerBody body) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Call.Of(request);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Fail(call, Failures.OfSending(e));
        }

        try
        {
            if (!response.IsSuccessStatusCode)
            {
                call.LastError = errors.OfStatus(response);
                throw Fail(call, await errors.ReadAsync(response, cancellationToken));
            }

            // A gateway's sign-in page is a success to HTTP; a deletion, whose answer is not read, would pass for done.
            if (response.Content.Headers.ContentType?.MediaType is { } type && type.Equals("text/html", StringComparison.OrdinalIgnoreCase))
                throw Fail(call, Failures.Unreadable("It is a web page."));

            await body.ReadAsync(response, call, cancellationToken);
            return response;
        }
        catch (Exception e)
        {
            response.Dispose();
            var known = Failures.Of(e);
            if (known is null)
                cancellationToken.ThrowIfCancellationRequested();
            if ((known ?? Failures.OfBody(e)) is { } error)
                throw Fail(call, error);
            throw;
        }
    }

    private static NucliaFailure Fail(Call call, NucliaError error)
    {
        call.LastError = error;
        return new NucliaFailure(error);
    }
}
