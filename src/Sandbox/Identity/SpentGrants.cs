using System.Collections.Concurrent;

namespace BackupDashboard.Sandbox.Identity;

// Codes and refresh tokens are self-contained here, so that one was exchanged has to be remembered until it expires by itself.
internal sealed class SpentGrants(TimeProvider time)
{
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _spent = new();

    public bool TrySpend(string grant)
    {
        var now = time.GetUtcNow();
        foreach (var (old, at) in _spent)
            if (now - at > Memory)
                _spent.TryRemove(old, out _);
        return _spent.TryAdd(grant, now);
    }
}
