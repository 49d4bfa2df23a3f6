using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Fingerprints;

/// <summary>How knowledge boxes are counted when their backups are made. Section <c>Fingerprints</c>.</summary>
internal sealed class FingerprintsOptions
{
    public const string Section = "Fingerprints";

    /// <value>A backup that finished longer ago than this is no longer counted, because its box has changed since. Default 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan TakeWithin { get; set; } = TimeSpan.FromHours(1);
}
