using System.Collections.Concurrent;
using BackupDashboard.Inventory;

namespace BackupDashboard.Tests.Shared;

/// <summary>Captures what the log records.</summary>
public sealed class ReportLog : IZoneReportHandler
{
    private readonly ConcurrentDictionary<string, long> _versions = new();
    private readonly TestSignal _pulse = new();

    public Task HandleAsync(ZoneReport report, CancellationToken cancellationToken)
    {
        _versions[report.Zone] = report.Snapshot.Version;
        _pulse.Beat();
        return Task.CompletedTask;
    }

    public Task HeardAsync(string zone, long version) => _pulse.UntilAsync(
        () => _versions.GetValueOrDefault(zone) >= version, () => $"version {_versions.GetValueOrDefault(zone)} of {version} was heard");
}
