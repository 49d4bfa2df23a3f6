using System.Collections.Concurrent;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class CallCounter
{
    public const string Global = "global";

    private readonly ConcurrentDictionary<(string Zone, string Operation), long> _counts = new();

    public void Count(string zone, Operation operation) => _counts.AddOrUpdate((zone, operation.Name), 1, (_, count) => count + 1);

    public void Reset() => _counts.Clear();

    public IReadOnlyDictionary<string, SortedDictionary<string, long>> ByZone() => _counts
        .GroupBy(entry => entry.Key.Zone)
        .OrderBy(zone => zone.Key, StringComparer.Ordinal)
        .ToDictionary(
            zone => zone.Key,
            zone => new SortedDictionary<string, long>(zone.ToDictionary(entry => entry.Key.Operation, entry => entry.Value)));
}
