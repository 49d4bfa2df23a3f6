using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BackupDashboard.Tests;

/// <summary>What a reader's browser makes of the documents: tables that stay whole, and links that lead somewhere.</summary>
public sealed partial class DocsTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Documents =>
    [
        .. new[] { "README.md", "CHANGELOG.md", "SECURITY.md", "src/Sandbox/README.md" }
            .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Root, file))),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Table_OfADocument_IsOnePiece(string document)
    {
        var lines = LinesOf(document);
        var torn = from row in Enumerable.Range(1, lines.Length - 1)
                   where IsRow(lines[row]) && !IsRow(lines[row - 1]) && !(row + 1 < lines.Length && Separator().IsMatch(lines[row + 1]))
                   select $"line {row + 1}: {lines[row]}";
        torn.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Link_OfADocument_LeadsSomewhere(string document)
    {
        var links = Link().Matches(string.Join('\n', LinesOf(document))).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal));
        links.Where(link => !Exists(document, link)).ShouldBeEmpty();
    }

    [Fact]
    public void Checks_OfATornTableAndADeadLink_SeeThem()
    {
        IsRow("| a | b |").ShouldBeTrue();
        Separator().IsMatch("| --- | --- |").ShouldBeTrue();
        Separator().IsMatch("| a | b |").ShouldBeFalse();
        Exists("README.md", "docs/api.md").ShouldBeTrue();
        Exists("README.md", "docs/nothing.md").ShouldBeFalse();
        Exists("README.md", "#settings").ShouldBeTrue();
        Exists("README.md", "#nowhere").ShouldBeFalse();
    }

    private static bool Exists(string document, string link)
    {
        var (file, anchor) = link.Split('#', 2) is [var path, var heading] ? (path, heading) : (link, null);
        var target = file == "" ? document : Path.GetRelativePath(Root, Path.Combine(Root, Path.GetDirectoryName(document)!, file));
        return Path.Exists(Path.Combine(Root, target))
            && (anchor is null || LinesOf(target).Where(line => line.StartsWith('#')).Any(line => AnchorOf(line) == anchor));
    }

    /// <summary>As GitHub makes it.</summary>
    private static string AnchorOf(string heading) =>
        NotInAnchors().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static bool IsRow(string line) => line.StartsWith('|');

    /// <summary>Without what stands in code blocks.</summary>
    private static string[] LinesOf(string document)
    {
        var isCode = false;
        return [.. File.ReadAllLines(Path.Combine(Root, document)).Where(line =>
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            return !isFence && !isCode;
        })];
    }

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex(@"^\|[\s:|-]*-[\s:|-]*$")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInAnchors();
}
