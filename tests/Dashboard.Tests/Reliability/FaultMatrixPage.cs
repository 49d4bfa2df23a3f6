using System.Text;

namespace BackupDashboard.Tests.Reliability;

/// <summary><see cref="FaultMatrix"/> as the tables of docs/reliability.md.</summary>
internal static class FaultMatrixPage
{
    public const string Begin = "<!-- fault matrix: written by the tests -->";
    public const string End = "<!-- end of the fault matrix -->";

    public static string Markdown()
    {
        var page = new StringBuilder();
        Commands(page, "Start a backup", row => row.Start);
        Commands(page, "Delete a backup", row => row.Delete);
        Commands(page, "Restore a backup", row => row.Restore);
        Append(
            page, "### List the backups of a zone", "", "| Fault | Calls | The zone's picture stays, with the failure | Reason |",
            "| --- | --- | --- | --- |");
        foreach (var row in FaultMatrix.Rows)
            Append(page, $"| {row.Name} | {row.List.Calls} | {row.List.Kind} | {Cell(row.List.Reason)} |");
        return page.ToString();
    }

    private static void Commands(StringBuilder page, string title, Func<FaultRow, FaultCell> cellOf)
    {
        Append(
            page, $"### {title}", "", "| Fault | Calls | Done in the cloud | The journal tells | Reason |",
            "| --- | --- | --- | --- | --- |");
        foreach (var row in FaultMatrix.Rows)
        {
            var cell = cellOf(row);
            var story = string.Join(", ", cell.Story[..^1].Append($"**{cell.Story[^1]}**"));
            Append(
                page,
                $"| {row.Name} | {cell.Calls} | {(cell.Applied ? "yes" : "no")} | {story} | "
                    + $"{Cell(string.Join(" Then: ", cell.Reasons))} |");
        }

        Append(page, "");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // Not AppendLine: the page is the same on every system.
    private static void Append(StringBuilder page, params string[] lines) => page.AppendJoin('\n', lines).Append('\n');
}
