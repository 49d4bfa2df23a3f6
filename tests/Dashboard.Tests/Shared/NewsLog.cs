using System.Collections.Concurrent;
using BackupDashboard.Records;

namespace BackupDashboard.Tests.Shared;

/// <summary>Hears what the records tell.</summary>
public sealed class NewsLog : IZoneNewsReader
{
    private readonly ConcurrentDictionary<string, long> _versions = new();
    private readonly Pulse _pulse = new();

    public Task ReadAsync(ZoneNews news, CancellationToken cancellation)
    {
        _versions[news.Zone] = news.Snapshot.Version;
        _pulse.Beat();
        return Task.CompletedTask;
    }

    public Task HeardAsync(string zone, long version) => _pulse.UntilAsync(
        () => _versions.GetValueOrDefault(zone) >= version, () => $"version {_versions.GetValueOrDefault(zone)} of {version} was heard");
}
