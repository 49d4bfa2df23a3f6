using System.Globalization;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackupDashboard.Tests.Shell;

public sealed class HumaneTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;

    [Theory]
    [InlineData(0, "0 B", "0 bytes")]
    [InlineData(1023, "1023 B", "1,023 bytes")]
    [InlineData(1_572_864, "1.5 MB", "1,572,864 bytes")]
    [InlineData(5_368_709_120, "5 GB", "5,368,709,120 bytes")]
    public void Bytes_OfASize_AreHumaneAndExact(long count, string humane, string exact)
    {
        Format.Bytes(count).ShouldBe(humane);
        Format.ExactBytes(count).ShouldBe(exact);
    }

    [Theory]
    [InlineData(-5, "0 seconds")]
    [InlineData(59, "59 seconds")]
    [InlineData(3725, "1 hour, 2 minutes")]
    [InlineData(190_000, "2 days, 4 hours")]
    public void Duration_OfSeconds_HasTheTwoGreatestUnits(int seconds, string text) =>
        Format.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData(30, "just now")]
    [InlineData(-300, "5 minutes ago")]
    [InlineData(-7200, "2 hours ago")]
    public void Age_OfAMoment_IsNeverInTheFuture(int seconds, string text) => Format.Age(Now.AddSeconds(seconds), Now).ShouldBe(text);

    [Fact]
    public void AnyCulture_Figures_AreTheSame() =>
        Gen.OneOf([.. new[] { "de-DE", "ar-SA", "fr-FR", "th-TH", "en-US" }.Select(Gen.Const)]).Sample(culture =>
        {
            var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            try
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));
                return Format.Bytes(1_572_864) == "1.5 MB"
                    && Format.Count(12345) == "12,345"
                    && Format.Age(Now.AddHours(-2), Now) == "2 hours ago"
                    && Format.Duration(TimeSpan.FromSeconds(90)) == "1 minute, 30 seconds"
                    && ViewerTime.Utc(Now) == "2026-03-02 09:00:00 UTC";
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
            }
        }, iter: 20, threads: 1);

    [Theory]
    [InlineData("America/New_York", "2 Mar 2026, 04:00:00")]
    [InlineData("Asia/Kathmandu", "2 Mar 2026, 14:45:00")]
    [InlineData("Nowhere/Land", "2 Mar 2026, 09:00:00")]
    [InlineData("", "2 Mar 2026, 09:00:00")]
    [InlineData(null, "2 Mar 2026, 09:00:00")]
    public void ViewerTime_OfAZone_IsLocal(string? zone, string local)
    {
        var time = new ViewerTime(new TestClock(), NullLogger<ViewerTime>.Instance);
        time.Use(zone);
        time.Local(Now).ShouldBe(local);
    }

    [Fact]
    public void ViewerTime_AcrossSummerTime_FollowsTheZone()
    {
        var time = new ViewerTime(new TestClock(), NullLogger<ViewerTime>.Instance);
        time.Use("Europe/Amsterdam");
        time.Local(new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero)).ShouldBe("29 Mar 2026, 01:59:59");
        time.Local(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero)).ShouldBe("29 Mar 2026, 03:00:00");
    }

    [Fact]
    public void BackupState_EveryOne_HasItsOwnLook()
    {
        var views = Enum.GetValues<BackupState>().Select(BackupStateView.Of).ToList();
        views.Select(view => view.Text).ShouldBeUnique();
        views.Select(view => view.Icon).ShouldBeUnique();
        views.Select(view => view.Color).ShouldBeUnique();
        BackupStateView.Of(BackupState.Stalled).Explanation.ShouldContain("our inference");
    }
}
