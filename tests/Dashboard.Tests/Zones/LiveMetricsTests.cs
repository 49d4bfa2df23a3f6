using System.Diagnostics.Metrics;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

public sealed class LiveMetricsTests : IAsyncLifetime
{
    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;
    private TestMeters? _meters;

    public LiveMetricsTests() => _europe = _console.Nuclia.AddZone("europe");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _meters?.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task Zone_Observed_TellsStateAgeAndBackups()
    {
        _europe.With(
            A.Backup(), A.Backup("b2"), A.Running("b3"), A.Running("b4", started: TestClock.Origin.AddDays(-2)));
        await StartAsync();
        _console.Clock.Advance(TimeSpan.FromSeconds(1.5));

        Observe("backup.account.up").ShouldBe(["1"]);
        Observe("backup.zone.up").ShouldBe(["1 zone=europe"]);
        Observe("backup.zone.data.age").ShouldBe(["1.5 zone=europe"]);
        Observe("backup.zone.backups").ShouldBe(
            ["1 state=in_progress zone=europe", "2 state=completed zone=europe", "1 state=stalled zone=europe"]);
    }

    [Fact]
    public async Task ZoneThatFails_Observed_IsDownAndItsDataGrowsOld()
    {
        await StartAsync();
        _europe.FailAll(A.Error());
        _console.Clock.Advance(TimeSpan.FromSeconds(3));
        await _console.PollAsync();

        Observe("backup.zone.up").ShouldBe(["0 zone=europe"]);
        Observe("backup.zone.data.age").ShouldBe(["3 zone=europe"]);
    }

    [Fact]
    public async Task ZoneNeverRead_Observed_IsDownAndHasNeitherAgeNorBackups()
    {
        _europe.FailAll(A.Error());
        await StartAsync();

        Observe("backup.zone.up").ShouldBe(["0 zone=europe"]);
        Observe("backup.zone.data.age").ShouldBeEmpty();
        Observe("backup.zone.backups").ShouldBeEmpty();
    }

    [Fact]
    public async Task ZoneThatHasLeft_Observed_IsNotToldOf()
    {
        _console.Nuclia.AddZone("asia");
        await StartAsync();
        Observe("backup.zone.up").ShouldBe(["1 zone=asia", "1 zone=europe"]);

        _console.Nuclia.Zones = [_europe];
        for (var poll = 0; poll < 2; poll++)
            await _console.PollAccountAsync();
        Observe("backup.zone.up").ShouldBe(["1 zone=europe"]);
        Observe("backup.zone.data.age").ShouldHaveSingleItem();
        Observe("backup.zone.backups").Count.ShouldBe(3);
    }

    [Fact]
    public async Task AccountThatCanNotBeRead_Observed_IsDown()
    {
        _console.Nuclia.Fail(Ask.Account, A.Error());
        await StartAsync();
        Observe("backup.account.up").ShouldBe(["0"]);
    }

    private async Task StartAsync()
    {
        await _console.StartAsync();
        _meters = new TestMeters(_console.Get<IMeterFactory>());
        _console.Get<ZoneMetrics>();
    }

    private IReadOnlyList<string> Observe(string instrument) => _meters!.Observe(instrument);
}
