using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Coverage;

/// <summary>How recently every knowledge box has to be backed up. Section <c>Coverage</c>.</summary>
public sealed class CoverageOptions
{
    public const string Section = "Coverage";

    /// <value>The newest good backup of a box may be no older than this, counted from its start. Default 24 hours.</value>
    [Range(typeof(TimeSpan), "00:05:00", "366.00:00:00")]
    public TimeSpan DefaultMaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <value>A box is due soon when its newest good backup has reached this part of the maximum age. Default 0.8.</value>
    [Range(0.1, 1)]
    public double DueSoonAt { get; set; } = 0.8;
}
