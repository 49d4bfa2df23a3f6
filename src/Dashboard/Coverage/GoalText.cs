using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Coverage;

internal static class GoalText
{
    /// <summary>"Matches 3 knowledge boxes now: docs-a, docs-b, docs-c".</summary>
    public static string Matching(CoverageReport report, BoxScope pattern)
    {
        const int Named = 5;
        var slugs = report.Boxes
            .Where(box => pattern.Covers(box.Zone, box.Box.Id, box.Box.Slug))
            .Select(box => box.Box.Slug).ToList();
        return slugs.Count == 0
            ? "Matches no knowledge box at the moment."
            : $"Matches {Format.Count(slugs.Count, "knowledge box")} now: {string.Join(", ", slugs.Take(Named))}"
                + (slugs.Count > Named ? ", …" : "");
    }
}
