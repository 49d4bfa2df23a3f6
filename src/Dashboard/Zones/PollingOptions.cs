using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Zones;

/// <summary>How often the zones are polled, and what is concluded from it. Section <c>Live</c>.</summary>
public sealed class PollingOptions
{
    public const string Section = "Live";

    /// <value>Between two polls while something is in progress. Default 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan QuickInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <value>Between two polls while someone watches the zone. Default 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CalmInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <value>Between two polls otherwise. Default 60 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SlowInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <value>An unfinished backup older than this counts as stalled. Default 6 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromHours(6);

    /// <value>Data older than this counts as stale. Default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(2);
}
