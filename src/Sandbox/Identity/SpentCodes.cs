using System.Collections.Concurrent;

namespace BackupDashboard.Sandbox.Identity;

/// <summary>Codes are self-contained here, so that each is good for one exchange has to be remembered until it expires by itself.</summary>
internal sealed class SpentCodes(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _spent = new();

    public bool TrySpend(string code)
    {
        var now = time.GetUtcNow();
        foreach (var (old, at) in _spent)
            if (now - at > Memory) _spent.TryRemove(old, out _);
        return _spent.TryAdd(code, now);
    }
}
