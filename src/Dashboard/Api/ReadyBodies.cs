using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Api;

// The bytes of frequently requested answers, by their tags, so that each is written once. The least recently used give way.
internal sealed class ReadyBodies : IDisposable
{
    private const int MaximumBytes = 16 * 1024 * 1024;

    private readonly MemoryCache _bodies = new(new MemoryCacheOptions { SizeLimit = MaximumBytes });

    public byte[] Get(EntityTagHeaderValue tag, Func<byte[]> make)
    {
        var key = tag.Tag.Value!;
        if (_bodies.TryGetValue(key, out byte[]? ready))
            return ready!;

        var made = make();
        using var entry = _bodies.CreateEntry(key);
        (entry.Value, entry.Size) = (made, made.Length);
        return made;
    }

    public void Dispose() => _bodies.Dispose();
}
