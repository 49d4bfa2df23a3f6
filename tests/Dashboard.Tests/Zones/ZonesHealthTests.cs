using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackupDashboard.Tests.Zones;

public sealed class ZonesHealthTests : IAsyncLifetime
{
    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;

    public ZonesHealthTests() => _europe = _console.Nuclia.AddZone("europe");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task BeforeTheFirstLookAtTheAccount_Check_IsUnhealthy()
    {
        // The framework logs why something is not ready: the only place where the reason may appear.
        _console.Log.ErrorsAreExpected = true;
        _console.Nuclia.Hold(Ask.Account);
        await _console.StartAsync(settle: false);
        await ShouldBeAsync(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task EverythingReadAndFresh_Check_IsHealthy()
    {
        await _console.StartAsync();
        await ShouldBeAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task AccountThatWasNeverRead_Check_IsDegraded()
    {
        _console.Nuclia.Fail(Ask.Account, A.Error(NucliaErrorKind.Unauthorized));
        await _console.StartAsync();
        await ShouldBeAsync(HealthStatus.Degraded);
    }

    [Fact]
    public async Task EveryZoneDead_Check_IsDegradedUntilTheyRecover()
    {
        await _console.StartAsync();
        _europe.FailAll(A.Error());
        await _console.PollAsync();
        await ShouldBeAsync(HealthStatus.Degraded);

        _europe.Recover();
        await _console.PollAsync();
        await ShouldBeAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task ZoneNotReadYet_Check_IsDegraded()
    {
        _europe.Hold(Ask.Backups);
        await _console.StartAsync(settle: false);
        await _console.AccountAsync(account => account.AsOf is not null);
        await ShouldBeAsync(HealthStatus.Degraded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookThatHangs_DataGrowsStale_IsDegraded(bool account)
    {
        await _console.StartAsync();
        (account ? _console.Nuclia : (Script)_europe).Hold(account ? Ask.Account : Ask.Backups);
        if (account)
            _console.Account.Nudge();
        else
            _console.Zone("europe").Nudge();
        await (account ? _console.Nuclia : (Script)_europe).CalledAsync(account ? Ask.Account : Ask.Backups, 2);
        _console.Clock.Advance(new PollingOptions().StaleAfter);
        await ReadAsync(account);
        await ShouldBeAsync(HealthStatus.Healthy);

        _console.Clock.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync(account);
        await ShouldBeAsync(HealthStatus.Degraded);
    }

    // What does not hang has to stay fresh, or it would be what makes the difference.
    private async Task ReadAsync(bool account)
    {
        if (account)
            await _console.PollAsync();
        else
            await _console.PollAccountAsync();
    }

    private async Task ShouldBeAsync(HealthStatus status) =>
        (await _console.Get<HealthCheckService>().CheckHealthAsync(RunningConsole.Cancellation)).Status.ShouldBe(status);
}
