using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BackupDashboard.Tests;

/// <summary>Who may know whom. Read from the sources, so that a name in a Razor file counts like one in a class.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("src/Nuclia", "Nuclia")]
    [InlineData("src/Sandbox", "Sandbox")]
    [InlineData("src/Dashboard/Backups", "Backups Access Fingerprints KnowledgeBoxes Live Operations Shell Zones Nuclia")]
    [InlineData("src/Dashboard/Restores", "Restores Access Fingerprints Hosting KnowledgeBoxes Live Operations Shell Storage Zones Nuclia")]
    [InlineData("src/Dashboard/Fingerprints", "Fingerprints Access Hosting Live Operations Shell Storage Nuclia")]
    [InlineData("src/Dashboard/Zones", "Zones Access Alarms KnowledgeBoxes Live Operations Shell Nuclia")]
    [InlineData("src/Dashboard/Activities", "Activities Access Live Operations Shell Storage")]
    [InlineData("src/Dashboard/Api", "Api Access Activities Backups Hosting KnowledgeBoxes Live Operations Storage Nuclia")]
    [InlineData("src/Dashboard/KnowledgeBoxes", "KnowledgeBoxes Live Shell Nuclia")]
    [InlineData("src/Dashboard/Live", "Live Access Hosting KnowledgeBoxes Shell Nuclia")]
    [InlineData("src/Dashboard/Operations", "Operations Storage Access Hosting KnowledgeBoxes Live Shell Nuclia")]
    [InlineData("src/Dashboard/Records", "Records Hosting Storage KnowledgeBoxes Live Operations")]
    [InlineData("src/Dashboard/Alarms", "Alarms Records Restores Storage Access Hosting KnowledgeBoxes Live Operations Shell Nuclia")]
    [InlineData("src/Dashboard/Hosting", "Hosting Access Shell Sandbox")]
    [InlineData("src/Dashboard/Storage", "Storage Hosting")]
    [InlineData("src/Dashboard/Access", "Access Hosting Shell Storage")]
    public void Folder_KnowsOnly_WhatItMay(string folder, string allowed)
    {
        var may = allowed.Split(' ').ToHashSet();
        var files = SourcesIn(folder);

        files.ShouldNotBeEmpty();
        files.SelectMany(file => NamesIn(file).Where(name => !may.Contains(name)).Select(name => $"{Path.GetRelativePath(Root, file)} knows {name}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void ReleaseBuild_OfTheDashboard_LeavesOutTheOnlyFileThatKnowsTheSandbox()
    {
        var knowing = SourcesIn("src/Dashboard").Where(file => NamesIn(file).Contains("Sandbox")).Select(Path.GetFileName);

        knowing.ShouldBe(["EmbeddedSandbox.cs"]);
        File.ReadAllText(Path.Combine(Root, "BackupDashboard.csproj")).ShouldContain("<Compile Remove=\"src/Dashboard/Hosting/EmbeddedSandbox.cs\" />");
    }

    /// <summary>Past <c>DatabaseUse</c> a database that cannot be used would throw what no caller knows.</summary>
    [Fact]
    public void Database_IsUsed_OnlyWhereItsFailureIsKnown() =>
        SourcesIn("src/Dashboard").Where(file => !file.Contains("/Storage/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("CreateDbContext", StringComparison.Ordinal))
            .ShouldBeEmpty();

    /// <summary>What a component follows is drawn for its viewer; what it reads past that must be drawn for them as well.</summary>
    [Fact]
    public void Component_ReadsThePresent_AsItsViewerMaySeeIt() =>
        SourcesIn("src/Dashboard").Where(file => file.Contains(".razor", StringComparison.Ordinal))
            .SelectMany(file => Present().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(Root, file)}: {match.Value}"))
            .ShouldBeEmpty();

    private static string[] SourcesIn(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))];

    private static IEnumerable<string> NamesIn(string file) =>
        Name().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Distinct();

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    // The account's name and address are no secret of a team; a zone is only to be had with the viewer's grants.
    [GeneratedRegex(@"(?<!Account)\.Current\b(?!\.SeenBy\(Grants\))[^;\n]*|Zones\.Find\((?![^)]*, Grants\))[^;\n]*")]
    private static partial Regex Present();

    // A quotation mark before it makes it the name of a role.
    [GeneratedRegex(@"(?<!"")\bBackupDashboard\.([A-Z]\w+)")]
    private static partial Regex Name();
}
