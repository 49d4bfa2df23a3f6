using System.Globalization;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Coverage;

/// <summary>What a row of the table of boxes shows: equal rows look the same.</summary>
/// <param name="Box">Without its age, which is another one at every look.</param>
/// <param name="Reason">Of the verdict, in words.</param>
/// <param name="Age">In words; null if there is none.</param>
/// <param name="Bar">How much of the age's bar is filled: "67%".</param>
/// <param name="Restore">The latest from one of its backups; null if it is not known.</param>
internal sealed record BoxRow(BoxCoverage Box, string Reason, string? Age, string Bar, MarkupString Spark, string Trend, Operation? Restore)
{
    /// <param name="sizes">Of its latest backups, the oldest first.</param>
    public static BoxRow Of(BoxCoverage box, IReadOnlyList<long> sizes, Operation? restore, DateTimeOffset now) => new(
        box with { Age = null }, VerdictView.Reason(box),
        box is { Age: not null, Newest: { } good }
            ? $"{Format.Age(box.UnchangedAt ?? good.StartedAt, now)}{(box.UnchangedAt is null ? "" : ", unchanged")}"
            : null,
        PercentOf(box), Shell.Spark.Of(sizes), TrendOf(box, sizes), restore);

    // The goal's mark is at two thirds; what is half as old again fills it.
    private static string PercentOf(BoxCoverage box) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * Math.Min(1, (box.Age ?? TimeSpan.Zero) / box.Goal.MaxAge / 1.5):0}%");

    private static string TrendOf(BoxCoverage box, IReadOnlyList<long> sizes) => sizes is [var first, .., var last]
        ? $"{Format.ExactBytes(box.Size)} together; the latest {sizes.Count} from {Format.Bytes(first)} to {Format.Bytes(last)}"
        : Format.ExactBytes(box.Size);
}
