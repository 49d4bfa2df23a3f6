using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Retention;

/// <summary>When retention rules wait for a person.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>The most backups of a zone that rules delete at once.</summary>
    [Range(1, 100_000)]
    public int MostAtOnce { get; set; } = 10;

    /// <summary>
    /// The largest part of a zone's complete backups that rules delete at once. A single backup is never too large a part.
    /// </summary>
    [Range(0.01, 1)]
    public double LargestPart { get; set; } = 0.2;

    /// <summary>The largest part of its resources that a box may have lost from one backup to the next.</summary>
    [Range(0.01, 1)]
    public double LargestLoss { get; set; } = 0.3;
}
