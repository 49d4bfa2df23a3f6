using System.Text.RegularExpressions;

namespace BackupDashboard.Tests;

/// <summary>What <c>.editorconfig</c> says and no analyzer checks.</summary>
public sealed partial class StyleTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    [Fact]
    public void Lines_OfCode_AreNoWiderThanTheEditorconfigSays()
    {
        var width = int.Parse(Width().Match(File.ReadAllText(Path.Combine(Repository, ".editorconfig"))).Groups[1].Value, null);
        var files = new[] { "src", "tests" }.SelectMany(folder => CodeIn(Path.Combine(Repository, folder))).ToList();

        files.Count.ShouldBeGreaterThan(500, "otherwise nothing was read");
        files.SelectMany(file => TooWide(file, width)).ShouldBeEmpty();
    }

    /// <summary>Those of the system first, each half by name.</summary>
    [Fact]
    public void Usings_AreInOrder()
    {
        foreach (var file in new[] { "src", "tests" }.SelectMany(folder => CodeIn(Path.Combine(Repository, folder)))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var names = File.ReadLines(file).Select(line => Using().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups[1].Value).ToList();
            IEnumerable<string> sorted = names.OrderBy(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal))
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase);
            names.ShouldBe(sorted, ignoreOrder: false, customMessage: Path.GetRelativePath(Repository, file));
        }
    }

    /// <summary>
    /// A stopping console waits for them: of a commit that is called off, nobody knows whether it happened, and EF Core logs an error.
    /// </summary>
    [Fact]
    public void Writes_AreNotCalledOffHalfway()
    {
        var files = CodeIn(Path.Combine(Repository, "src")).Where(file => Path.GetFileName(file) != "DatabaseMove.cs").ToList();

        files.Count.ShouldBeGreaterThan(300, "otherwise nothing was read");
        files.SelectMany(file => CancellableWrite().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> TooWide(string file, int width) => File.ReadLines(file).Index()
        .Where(line => line.Item.Length > width)
        .Select(line => $"{Path.GetRelativePath(Repository, file)}:{line.Index + 1} has {line.Item.Length} characters");

    /// <summary>Without what a tool has written.</summary>
    private static IEnumerable<string> CodeIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Where(file => !new[] { "/obj/", "/bin/", "/Migrations/" }.Any(part => file.Contains(part, StringComparison.Ordinal)));

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    [GeneratedRegex(@"(SaveChanges|Commit)Async\((?>\s*)(?!CancellationToken\.None|\)|db,|DashboardContext).*")]
    private static partial Regex CancellableWrite();

    [GeneratedRegex(@"^using ([\w.]+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"max_line_length = (\d+)")]
    private static partial Regex Width();
}
