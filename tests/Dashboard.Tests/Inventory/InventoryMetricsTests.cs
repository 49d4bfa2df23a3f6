using BackupDashboard.Inventory;
using BackupDashboard.Tests.Alarms;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Inventory;

/// <summary>Figures that a restart, or a dead zone, takes nothing from.</summary>
public sealed class InventoryMetricsTests : AlarmsTest
{
    [Fact]
    public async Task LastSuccess_NobodyWatchesAnyMore_IsStillTold()
    {
        await Console.DisposeAsync();
        var finished = TestClock.Origin.AddHours(-1).AddMinutes(10).ToUnixTimeSeconds();
        Observe("backup.last_success.timestamp").ShouldBe([$"{finished} kb=handbook zone=europe"]);
        Observe("backup.zone.last_read.timestamp").ShouldBe([$"{TestClock.Origin.ToUnixTimeSeconds()} zone=europe"]);
    }

    [Fact]
    public async Task LastSuccess_BoxGoneForTwoLooks_HasNoSeries()
    {
        Europe.Boxes = [];

        // What two polls and the account's count have proved is published before it is written: the third poll comes after that.
        await PollAsync();
        await PollAccountAsync();
        await PollAsync(2);
        Observe("backup.last_success.timestamp").ShouldBeEmpty();
    }

    private IReadOnlyList<string> Observe(string instrument)
    {
        using var meters = new TestMeters();
        _ = new InventoryMetrics(meters, Console.Storage.Contexts);
        return meters.Observe(instrument);
    }
}
