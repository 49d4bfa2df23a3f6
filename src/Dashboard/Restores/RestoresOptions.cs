using System.ComponentModel.DataAnnotations;
using BackupDashboard.Journal;

namespace BackupDashboard.Restores;

/// <summary>How restored knowledge boxes are followed. Section <c>Restores</c>.</summary>
public sealed class RestoresOptions
{
    public const string Section = "Restores";

    /// <value>Between two polls of the counters of a new box while they move. Default 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <value>Content has stopped arriving if resources are missing and their number has not moved for this long. Default 10
    /// minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <value>A new box without a single resource raises an alarm after this time, unless its backup is known to be empty. Default 5
    /// minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan EmptyAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>If there is nothing to compare with: a restore counts as complete when the number of resources has not moved for this long.
    /// Default 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan QuietAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>Where a knowledge box is opened in Nuclia's own pages; empty for no link. Default
    /// <c>https://rag.progress.cloud/at/{account}/{zone}/{slug}</c>.</value>
    public string BoxUrl { get; set; } = "https://rag.progress.cloud/at/{account}/{zone}/{slug}";

    internal string? AddressOf(string? account, Operation restore) =>
        BoxUrl == "" || account is null
            ? null
            : BoxUrl.Replace("{account}", Uri.EscapeDataString(account), StringComparison.Ordinal)
                .Replace("{zone}", Uri.EscapeDataString(restore.Zone), StringComparison.Ordinal)
                .Replace("{slug}", Uri.EscapeDataString(restore.NewBox!.Slug), StringComparison.Ordinal);
}
