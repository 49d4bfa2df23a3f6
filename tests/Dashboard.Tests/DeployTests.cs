using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackupDashboard.Layout;
using k8s;

namespace BackupDashboard.Tests;

/// <summary>What others run the program by: names that exist, in files that can be read.</summary>
public sealed partial class DeployTests
{
    /// <summary>Sections of the framework and of Microsoft.Identity.Web.</summary>
    private static readonly string[] Foreign = ["AzureAd"];

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Files =>
        ["compose.yaml", "deploy/kubernetes/dashboard.yaml", "deploy/backup-dashboard.service", "Dockerfile"];

    [Theory, MemberData(nameof(Files))]
    public void Settings_ThatAFileSets_Exist(string file)
    {
        var names = Setting().Matches(Read(file)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct().ToList();
        names.Count.ShouldBeGreaterThan(2, "otherwise nothing was read");
        names.Where(name => !Foreign.Contains(name.Item1) && !IsSetting(name.Item1, name.Item2)).ShouldBeEmpty();
    }

    /// <summary>By the types of Kubernetes' own API: a field that does not exist, or has another type, is an error.</summary>
    [Fact]
    public void Manifests_FitTheSchemasOfKubernetes()
    {
        var objects = KubernetesYaml.LoadAllFromString(Read("deploy/kubernetes/dashboard.yaml"), strict: true);
        objects.Select(one => one.GetType().Name).ShouldBe(
            ["V1ServiceAccount", "V1ConfigMap", "V1Deployment", "V1Service", "V1Ingress", "V1PodDisruptionBudget", "V1NetworkPolicy"]);
        Should.Throw<Exception>(() => KubernetesYaml.LoadAllFromString(
            Read("deploy/kubernetes/dashboard.yaml").Replace("replicas: 2", "replica: 2", StringComparison.Ordinal), strict: true));
    }

    [Fact]
    public void Folders_ThatComposeMounts_Exist() =>
        Mounted().Matches(Read("compose.yaml")).Select(match => match.Groups[1].Value)
            .ShouldAllBe(path => Path.Exists(Path.Combine(Root, path)));

    [Theory]
    [InlineData("deploy/prometheus/alerts.yml")]
    [InlineData("deploy/grafana/dashboard.json")]
    public void Metrics_ThatAreAskedFor_AreInTheTable(string file)
    {
        var table = Read("docs/metrics.md");
        var used = Metric().Matches(Read(file)).Select(match => match.Value).Distinct().ToList();
        used.Count.ShouldBeGreaterThan(6, "otherwise nothing was read");
        used.Where(name => !table.Contains($"`{Suffix().Replace(name, "")}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void LogLines_FromWarningsUp_AreExplained()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Root, "src"), "Log.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Sandbox/", StringComparison.Ordinal))
            .SelectMany(file => LogLine().Matches(File.ReadAllText(file)).Select(match => int.Parse(match.Groups[1].Value, null))).ToList();
        lines.Count.ShouldBeGreaterThan(80, "otherwise nothing was read");
        lines.Except(Explained(Read("docs/logs.md"))).ShouldBeEmpty();
    }

    private static IEnumerable<int> Explained(string text) => Range().Matches(text).SelectMany(match =>
    {
        var first = int.Parse(match.Groups[1].Value, null);
        var last = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, null) : first;
        return Enumerable.Range(first, last - first + 1);
    });

    private static bool IsSetting(string section, string name) => typeof(Routes).Assembly.GetTypes().Concat(Nuclia())
        .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string == section
            || type.Name == $"{section}Options")
        .Any(type => type.GetProperty(name) is not null);

    private static Type[] Nuclia() => typeof(BackupDashboard.Nuclia.NucliaError).Assembly.GetTypes();

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex(@"\b([A-Z]\w*?)__([A-Z][A-Za-z]*)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"- \./((?:deploy)[^:]*):")]
    private static partial Regex Mounted();

    [GeneratedRegex(@"\bbackup_[a-z_]+")]
    private static partial Regex Metric();

    // Of a histogram, the table has the name alone.
    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"LoggerMessage\(\s*(\d+),\s*LogLevel\.(?:Warning|Error|Critical)")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\b(\d{3,4})\b(?: to (\d{3,4})\b)?")]
    private static partial Regex Range();
}
