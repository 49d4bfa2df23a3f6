using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace BackupDashboard.Tests;

/// <summary>
/// Which packages a Release build ships, and under which licenses: written from what was restored, so it cannot go out of date.
/// </summary>
public sealed class NoticesTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));
    private static readonly string Page = Path.Combine(Repository, "THIRD-PARTY-NOTICES.md");

    /// <summary>After a change of packages, UPDATE_NOTICES=1 rewrites the page.</summary>
    [Fact]
    public void Notices_OfEveryShippedPackage_AreAsTheyAreKept()
    {
        var notices = Write(Shipped());
        if (Environment.GetEnvironmentVariable("UPDATE_NOTICES") == "1")
            File.WriteAllText(Page, notices);

        notices.ShouldBe(File.ReadAllText(Page));
    }

    [Fact]
    public void Shipped_Packages_AreThoseOfTheProductAlone()
    {
        var names = Shipped().Select(package => package.Name).ToList();
        names.ShouldContain("MudBlazor");
        names.ShouldContain("Polly.Core");
        names.ShouldNotContain(name => name.StartsWith("OpenIddict", StringComparison.Ordinal), "the sandbox is not shipped");
        Shipped().ShouldAllBe(package => package.License.Length > 0);
    }

    private static List<Package> Shipped()
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository, "obj", "project.assets.json")))!;
        var target = assets["targets"]!.AsObject().First().Value!.AsObject();
        var byName = target.ToDictionary(
            entry => entry.Key.Split('/')[0], entry => (entry.Key, Node: entry.Value!), StringComparer.OrdinalIgnoreCase);
        var roots = assets["project"]!["frameworks"]!.AsObject().First().Value!["dependencies"]!.AsObject()
            .Where(dependency => (string?)dependency.Value!["suppressParent"] != "All").Select(dependency => dependency.Key)
            .Append("BackupDashboard.Nuclia");
        var folder = assets["packageFolders"]!.AsObject().First().Key;

        var reached = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Stack<string>(roots);
        while (waiting.TryPop(out var name))
        {
            if (!byName.TryGetValue(name, out var known) || !reached.Add(name))
                continue;

            foreach (var (dependency, _) in known.Node["dependencies"]?.AsObject() ?? [])
                waiting.Push(dependency);
        }

        return
        [
            .. reached.Select(name => byName[name])
                .Where(package => (string?)package.Node["type"] == "package" && IsInTheOutput(package.Node))
                .Select(package => Read(folder, assets["libraries"]![package.Key]!, package.Key)),
        ];
    }

    private static bool IsInTheOutput(JsonNode package) => new[] { "runtime", "runtimeTargets", "native" }
        .Any(kind => package[kind]?.AsObject().Any(file => !file.Key.EndsWith("/_._", StringComparison.Ordinal)) is true);

    private static Package Read(string folder, JsonNode library, string key)
    {
        var path = Path.Combine(folder, (string)library["path"]!);
        var nuspec = (string)library["files"]!.AsArray().First(file => ((string)file!).EndsWith(".nuspec", StringComparison.Ordinal))!;
        var metadata = XDocument.Load(Path.Combine(path, nuspec)).Root!.Elements().First(element => element.Name.LocalName == "metadata");
        string Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

        var license = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        return new Package(
            key.Split('/')[0],
            key.Split('/')[1],
            license is null
                ? Text("licenseUrl")
                : (string?)license.Attribute("type") == "file"
                ? $"in the package: {license.Value}"
                : license.Value,
            OneLine(Text("copyright") is { Length: > 0 } copyright ? copyright : Text("authors")),
            OneLine(Text("projectUrl")));
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries))
        .Replace("|", "/", StringComparison.Ordinal);

    private static string Write(List<Package> packages)
    {
        var text = new StringBuilder()
            .AppendLine("# Third-party notices")
            .AppendLine()
            .AppendLine(
                "The packages that a Release build of BackupDashboard contains. License names are SPDX identifiers "
                    + "(https://spdx.org/licenses).")
            .AppendLine("Written by `NoticesTests` from what was restored: `UPDATE_NOTICES=1`.")
            .AppendLine()
            .AppendLine("| Package | Version | License | Copyright or authors | Project |")
            .AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var one in packages)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"| {one.Name} | {one.Version} | {one.License} | {one.Copyright} | {one.Project} |");
        return text.ToString();
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private sealed record Package(string Name, string Version, string License, string Copyright, string Project);
}
