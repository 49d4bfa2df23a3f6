using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Nuclia;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Contract;

/// <summary>The sandbox for the real client. Each has a clock of its own: what a client waits for does not age the cloud.</summary>
public sealed class ContractCloud : IAsyncLifetime
{
    internal CloudSandbox Sandbox { get; private set; } = null!;

    /// <summary>A box of Europe that no test removes.</summary>
    internal string BoxId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Sandbox = await CloudSandbox.StartAsync();
        BoxId = (await Sandbox.BoxAsync("docs-handbook")).Text("id");
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

    /// <summary>No faults, no counted calls, nothing under way; what earlier tests did to the cloud stays.</summary>
    internal async Task CalmAsync()
    {
        await Sandbox.SendAsync(HttpMethod.Delete, Sandbox.Global("/sandbox/faults"));
        await Sandbox.SendAsync(HttpMethod.Delete, Sandbox.Global("/sandbox/calls"));
        Sandbox.Time.Advance(TimeSpan.FromMinutes(10));
    }

    /// <summary>A client as the dashboard gets it: no connection open, nothing known yet.</summary>
    internal NucliaHarness Client(params (string Key, string? Value)[] settings) => new(
        Sandbox.Host.GlobalUrl!, [("Token", Sandbox.Host.Token), ("Account", Sandbox.Host.AccountSlug), .. settings]);

    internal Zone Zone(string slug = CloudSandbox.Europe) => NucliaHarness.ZoneAt(Sandbox.Zone("/", slug), slug);

    internal async Task FaultAsync(object fault)
    {
        var reply = await Sandbox.FaultAsync(fault);
        reply.Status.ShouldBe(System.Net.HttpStatusCode.OK, reply.Text);
    }

    /// <summary>Asks until the first fault has hit so many requests: from then on they are waited for.</summary>
    internal async Task HitAsync(int hits, CancellationToken timeout)
    {
        while ((await Sandbox.GetAsync(Sandbox.Global("/sandbox/faults")))[0].GetProperty("hits").GetInt32() < hits)
            timeout.ThrowIfCancellationRequested();
    }

    /// <summary>How often an operation was called in the cloud, in all zones and the global API together.</summary>
    internal async Task<long> CallsAsync(string operation) => (await Sandbox.GetAsync(Sandbox.Global("/sandbox/calls")))
        .EnumerateObject()
        .Sum(zone => zone.Value.TryGetProperty(operation, out var calls) ? calls.GetInt64() : 0);

    internal async Task<string> OldBackupAsync(string zone = CloudSandbox.Europe) =>
        (await Sandbox.GetAsync(Sandbox.Account("/backups", zone))).EnumerateArray()
            .First(backup => !backup.IsNull("finished_at")).Text("id");
}
