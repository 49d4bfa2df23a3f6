using System.Diagnostics.Metrics;
using BackupDashboard.Cluster;
using BackupDashboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Cluster;

/// <summary>Where a proxy in front of several dashboards sends people.</summary>
public sealed class NodeHealthTests
{
    [Theory]
    [InlineData(true, false, HealthStatus.Healthy)]
    [InlineData(true, true, HealthStatus.Unhealthy)]
    [InlineData(false, true, HealthStatus.Healthy)]
    public async Task CutOff_WhileActive_IsNotServing(bool isActive, bool isCutOff, HealthStatus expected)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var node = new Node(services.GetRequiredService<IMeterFactory>(), new Engine(isCutOff), Options.Create(new ClusterOptions()));
        if (isActive)
            node.BecomesActive();

        var result = await new NodeHealth(node).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        result.Status.ShouldBe(expected);
    }

    private sealed class Engine(bool isCutOff) : IDatabaseEngine, ISuccession
    {
        public int Standbys => 0;

        public bool IsCutOff => isCutOff;

        public DashboardContext NewContext() => throw new NotSupportedException();

        public Task OpenAsync(DashboardContext db, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> TryTakeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Uri?> FindActiveAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
