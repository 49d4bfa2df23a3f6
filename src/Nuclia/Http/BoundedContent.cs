using System.Buffers;
using System.Net;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Http;

// A decompressed body, read within the budget: more than the limit, announced or actual, is abandoned immediately.
internal sealed class BoundedContent : HttpContent
{
    private const int BufferBytes = 64 * 1024;
    private readonly HttpContent _inner;
    private readonly AnswerBudget _budget;
    private readonly Call _call;

    public BoundedContent(HttpContent inner, AnswerBudget budget, Call call)
    {
        (_inner, _budget, _call) = (inner, budget, call);
        Headers.ContentType = inner.Headers.ContentType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_inner.Headers.ContentLength > _budget.MaxBytes)
            throw new NucliaFailure(_budget.TooLarge);

        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var source = await _inner.ReadAsStreamAsync(cancellationToken);
            long total = 0;
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                total += read;
                if (total > _budget.MaxBytes)
                    throw new NucliaFailure(_budget.TooLarge);
                if (total > AnswerBudget.SmallBytes)
                    await _budget.EnterAsync(_call, cancellationToken);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
