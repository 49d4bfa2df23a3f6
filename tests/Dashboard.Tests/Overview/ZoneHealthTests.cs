using BackupDashboard.Overview;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Overview;

public sealed class ZoneHealthTests
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(2);
    private static readonly ZoneFailure Failure = new(A.Error(), TestClock.Origin);
    private static readonly ZoneSnapshot Loaded = A.Snapshot();
    private static readonly ZoneSnapshot Unread = new(A.Zone());

    [Theory]
    [InlineData(false, false, 0, "Being read")]
    [InlineData(false, true, 0, "Unreachable")]
    [InlineData(true, true, 0, "Not answering")]
    [InlineData(true, false, 120, "Reachable")]
    [InlineData(true, false, 121, "Out of date")]
    public void Of_AZone_IsWhatOurLooksTell(bool loaded, bool failed, int seconds, string text)
    {
        var zone = (loaded ? Loaded : Unread) with { Failure = failed ? Failure : null };
        ZoneHealth.Of(zone, TestClock.Origin.AddSeconds(seconds), StaleAfter).Text.ShouldBe(text);
    }
}
