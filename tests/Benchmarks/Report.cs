using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Benchmarks;

/// <summary>The table, which says what it was measured on.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<(string Benchmark, Figure Figure)> _figures = [];

    public void Add(string benchmark, Figure figure)
    {
        _figures.Add((benchmark, figure));
        Console.WriteLine(Row(benchmark, figure));
    }

    public static void Begin()
    {
        Console.WriteLine(Machine());
        Console.WriteLine();
        Console.WriteLine("| Name | Case | Ours | Peer or limit | Ratio | Goal | Met |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
    }

    public async Task WriteAsync(string file) => await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
    {
        Machine = Machine(),
        Figures = _figures.Select(row => new
        {
            row.Benchmark,
            row.Figure.Case,
            row.Figure.Unit,
            Ours = row.Figure.Ours.Median,
            row.Figure.Ours.Spread,
            Peer = row.Figure.Peer?.Median,
            PeerSpread = row.Figure.Peer?.Spread,
            row.Figure.Ratio,
            Goal = row.Figure.Goal.Text,
            row.Figure.IsMet,
        }),
    }, Options));

    private static string Row(string benchmark, Figure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{benchmark}` | {figure.Case} | {figure.Ours.Text(figure.Unit)} | {figure.Peer?.Text(figure.Unit) ?? "–"} "
            + $"| {figure.Ratio?.ToString("0.00x", CultureInfo.InvariantCulture) ?? "–"} | {figure.Goal.Text} | "
                + $"{(figure.IsMet ? "yes" : "**no**")} |");

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, commit {Commit()}");

    private static string Commit()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        return git?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
    }
}
