using System.Diagnostics.Metrics;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Cluster;

/// <summary>What this process is at present.</summary>
internal sealed class Node
{
    private volatile bool _isActive;

    private readonly ISuccession? _succession;

    public Node(IMeterFactory meters, IDatabaseEngine engine, IOptions<ClusterOptions> options)
    {
        var meter = meters.Create(Telemetry.Name);
        Address = options.Value.Address is { Length: > 0 } address ? address : null;
        _succession = engine as ISuccession;
        meter.CreateObservableGauge(
            "backup.cluster.active", () => _isActive ? 1 : 0, "{dashboard}", "1 while this dashboard is the active one.");
        meter.CreateObservableGauge(
            "backup.cluster.standbys", () => Standbys, "{dashboard}", "Dashboards that stand by, as the active one counts them.");
    }

    /// <value>Where others reach it; null if it is the only one.</value>
    public string? Address { get; }

    /// <value>Number of dashboards that stand by, while this one is active.</value>
    public int Standbys => _isActive && _succession is { } succession ? succession.Standbys : 0;

    /// <value>True while people are better sent to another one: this one can record nothing, nor know whether it is still active.</value>
    public bool IsCutOff => _isActive && _succession is { IsCutOff: true };

    public void BecomesActive() => _isActive = true;
}
