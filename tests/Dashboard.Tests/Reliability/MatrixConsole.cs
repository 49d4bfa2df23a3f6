using BackupDashboard.Journal;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Contract;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Reliability;

/// <summary>
/// The dashboard's services, journal on SQLite and all, over the real client and the sandbox. Its clock stands still until it is moved.
/// </summary>
internal sealed class MatrixConsole : IAsyncDisposable
{
    public static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(100);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    // Lengths that no one else waits for.
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMilliseconds(5003);
    private static readonly TimeSpan CreationRetry = TimeSpan.FromMilliseconds(5007);

    private readonly RunningConsole _console = new();
    private readonly ServiceProvider _services;

    public MatrixConsole(ContractCloud cloud)
    {
        _console.Clock.SetUtcNow(cloud.Sandbox.Time.GetUtcNow());
        _console.Set("Operations:ReconcileInterval", ReconcileInterval.ToString());
        _console.Set("Operations:CreationRetry", CreationRetry.ToString());
        _console.Set("Operations:ConcludeAfter", "00:00:10");
        _console.Set("Operations:CreationWait", "00:00:12");

        // Zones are polled when an operation needs it, not at other times.
        _console.Set("Live:QuickInterval", "00:10:00");
        _console.Set("Live:CalmInterval", "01:00:00");
        _console.Set("Live:SlowInterval", "01:00:00");
        var services = new ServiceCollection();
        _console.AddTo(services);

        // It logs every failed attempt as an error, and here they are meant to fail.
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.None));
        services.AddNuclia(SettingsFor(cloud), allowHttp: true);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public TestClock Clock => _console.Clock;

    public BackupOperations Operations => _console.Operations;

    public ZoneWatcher Zone => _console.Zone(FaultMatrix.Zone);

    /// <summary>Runs the loops until every zone has been looked at.</summary>
    public async Task StartAsync()
    {
        await _console.StartAsync(_services);

        // What was read at the start is then older than what is requested.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Follows an operation to its end, moving the clock whenever it waits.</summary>
    public async Task<IReadOnlyList<Operation>> StoryAsync(Guid id)
    {
        var end = _console.OperationAsync(id, operation => !operation.IsActive);
        while (!end.IsCompleted)
        {
            var waits = Clock.WaiterAsync(ReconcileInterval, CreationRetry);
            if (await Task.WhenAny(end, waits) == waits)
                Clock.Advance(await waits);
        }

        await end;
        return [.. (await _console.Journal.StoryAsync(id, RunningConsole.Cancellation)).Select(entry => entry.Operation)];
    }

    public async ValueTask DisposeAsync()
    {
        await _console.StopAsync();
        await _services.DisposeAsync();
        await _console.DisposeAsync();
    }

    private static IConfigurationSection SettingsFor(ContractCloud cloud) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Nuclia:Account"] = cloud.Sandbox.Host.AccountSlug,
            ["Nuclia:Token"] = cloud.Sandbox.Host.Token,
            ["Nuclia:GlobalUrl"] = cloud.Sandbox.Host.GlobalUrl!.GetLeftPart(UriPartial.Authority),
            ["Nuclia:RetryDelay"] = "00:00:00",
            ["Nuclia:ReadTimeout"] = "00:00:40",
            ["Nuclia:AttemptTimeout"] = AttemptTimeout.ToString(),
            ["Nuclia:CommandTimeout"] = CommandTimeout.ToString(),
        })
        .Build().GetSection("Nuclia");
}
