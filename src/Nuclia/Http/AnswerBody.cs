using System.Buffers;
using System.Globalization;
using System.Text;
using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

// Reads bodies of answers, of which a zone may send any number of any length: a long one goes by in pieces, a short one is kept.
internal sealed class AnswerBody(IOptions<NucliaOptions> options)
{
    private const int PieceBytes = 64 * 1024;

    // Of an answer that is not a list.
    private const int ShortMegabytes = 1;

    private const int Megabyte = 1024 * 1024;

    private readonly int _maxMegabytes = options.Value.MaxAnswerMegabytes;

    // Afterwards the response has no body where the call has a reader.
    public async Task ReadAsync(HttpResponseMessage response, Call call, CancellationToken cancellationToken)
    {
        if (call.Reader is not { } reader)
        {
            await KeepAsync(response.Content, cancellationToken);
            return;
        }

        using var body = response.Content;
        response.Content = null;
        if (body.Headers.ContentLength > _maxMegabytes * (long)Megabyte)
            throw TooLarge();
        await using var stream = Utf8(body, await body.ReadAsStreamAsync(cancellationToken));
        await PassAsync(stream, reader, PieceBytes, cancellationToken);
    }

    internal async Task PassAsync(Stream stream, IAnswerReader reader, int pieceBytes, CancellationToken cancellationToken)
    {
        reader.Begin();
        var piece = ArrayPool<byte>.Shared.Rent(pieceBytes);
        try
        {
            var (all, read) = (0L, pieceBytes);
            while (read == pieceBytes)
            {
                var place = piece.AsMemory(0, pieceBytes);
                read = await stream.ReadAtLeastAsync(place, pieceBytes, throwOnEndOfStream: false, cancellationToken);
                all += read;
                if (all > _maxMegabytes * (long)Megabyte)
                    throw TooLarge();
                reader.Take(place.Span[..read], isLast: read < pieceBytes);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task KeepAsync(HttpContent body, CancellationToken cancellationToken)
    {
        try
        {
            await body.LoadIntoBufferAsync(ShortMegabytes * Megabyte, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw exception.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded
                ? new NucliaFailure(new(NucliaErrorKind.TooLarge, $"The answer is too large: more than {ShortMegabytes} MB."))
                : exception.InnerException ?? exception;
        }
    }

    private static Stream Utf8(HttpContent body, Stream stream)
    {
        var name = body.Headers.ContentType?.CharSet?.Trim('"') ?? Encoding.UTF8.WebName;
        if (name.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            return stream;
        try
        {
            return Encoding.CreateTranscodingStream(stream, Encoding.GetEncoding(name), Encoding.UTF8);
        }
        catch (ArgumentException)
        {
            throw new NucliaFailure(Failures.Unreadable("Its character set is not known."));
        }
    }

    private NucliaFailure TooLarge() => new(new(
        NucliaErrorKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The answer is too large: more than {_maxMegabytes} MB. ")
            + "The setting Nuclia:MaxAnswerMegabytes allows more."));
}
