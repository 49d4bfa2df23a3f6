using System.Buffers;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Headers;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Http;

// A complete, decompressed body in a pooled buffer, and the hash of its bytes. Disposing it gives the buffer back.
internal sealed class BufferedContent : HttpContent
{
    private const int FirstBytes = 64 * 1024;
    private readonly AnswerBudget _budget;
    private readonly int _length;
    private byte[]? _buffer;

    private BufferedContent(AnswerBudget budget, byte[] buffer, int length, UInt128 hash, MediaTypeHeaderValue? type)
    {
        (_budget, _buffer, _length, Hash) = (budget, buffer, length, hash);
        Headers.ContentType = type;
    }

    // Seeded per process, so that no one can prepare two answers that look the same.
    public static long Seed { get; } = Random.Shared.NextInt64();

    public UInt128 Hash { get; }

    public ReadOnlyMemory<byte> Bytes => new(Buffer, 0, _length);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(BufferedContent));

    // Within the budget: more than the limit, announced or actual, is abandoned immediately.
    public static async Task<BufferedContent> ReadAsync(
        HttpContent source, AnswerBudget budget, Call call, CancellationToken cancellationToken)
    {
        var announced = source.Headers.ContentLength;
        if (announced > budget.MaxBytes)
            throw new NucliaFailure(budget.TooLarge);

        var hash = new XxHash128(Seed);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? FirstBytes, AnswerBudget.SmallBytes));
        var length = 0;
        try
        {
            await using var stream = await source.ReadAsStreamAsync(cancellationToken);
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                hash.Append(buffer.AsSpan(length, read));
                length += read;
                if (length > budget.MaxBytes)
                    throw new NucliaFailure(budget.TooLarge);
                if (length > AnswerBudget.SmallBytes)
                    await budget.EnterAsync(call, cancellationToken);
                if (length == buffer.Length)
                    buffer = Grown(budget, buffer, announced);
            }
        }
        catch
        {
            Return(budget, buffer, length);
            throw;
        }

        return new BufferedContent(budget, buffer, length, hash.GetCurrentHashAsUInt128(), source.Headers.ContentType);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new MemoryStream(Buffer, 0, _length, writable: false));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            Return(_budget, buffer, _length);
        base.Dispose(disposing);
    }

    // An announced length is believed only once a part of it has come.
    private static byte[] Grown(AnswerBudget budget, byte[] buffer, long? announced)
    {
        var grown = buffer.Length < AnswerBudget.SmallBytes
            ? ArrayPool<byte>.Shared.Rent(2 * buffer.Length)
            : budget.LargeBuffer.Rent(Math.Min(Math.Max(announced + 1 ?? 0, 2L * buffer.Length), budget.MaxBytes + 1));
        buffer.CopyTo(grown, 0);

        // A large one that was too small is not kept.
        if (buffer.Length <= AnswerBudget.SmallBytes)
            ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }

    private static void Return(AnswerBudget budget, byte[] buffer, int used)
    {
        if (buffer.Length <= AnswerBudget.SmallBytes)
            ArrayPool<byte>.Shared.Return(buffer);
        else
            budget.LargeBuffer.Return(buffer, used);
    }
}
