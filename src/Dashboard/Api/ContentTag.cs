using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Api;

// Tags of answers. One that follows from versions says nothing about them, and is never right again after a restart.
internal static class ContentTag
{
    private static readonly string Process = Guid.NewGuid().ToString("N");

    public static EntityTagHeaderValue OfBytes(ReadOnlySpan<byte> body) => Of(SHA256.HashData(body));

    // Of everything that an answer follows from.
    public static EntityTagHeaderValue OfParts(params ReadOnlySpan<string> parts)
    {
        // Each with its length: no text of a caller's may look like two parts.
        var all = new StringBuilder(Process);
        foreach (var part in parts)
            all.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        return OfBytes(Encoding.UTF8.GetBytes(all.ToString()));
    }

    private static EntityTagHeaderValue Of(byte[] hash) => new($"\"{Base64Url.EncodeToString(hash)}\"");
}
