using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackupDashboard.Layout;
using BackupDashboard.Nuclia;
using BackupDashboard.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests;

/// <summary>Who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Repository = FindRepository();

    /// <summary>All folders of a project, from the bottom to the top: each knows only those before it. There are no exceptions.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Dashboard"] =
        [
            "Primitives", "Platform", "Feeds", "Storage", "Access", "Journal", "Shell", "Zones", "Hubs", "KnowledgeBoxes", "Operations",
            "Activities", "Inventory", "Fingerprints", "Restores", "Alarms", "Notifications", "Coverage", "Schedules", "Retention",
            "Digests", "Approvals", "Calendars", "Backups", "Boxes", "Hosting", "Cluster", "Api", "Overview", "Layout", Root,
        ],

        // What others may use lies in no folder, and knows none.
        ["Nuclia"] = [Root, "Calls", "Wire", "Http", "Client"],
        ["Sandbox"] = ["Setup", "Mail", "Cloud", "Identity", Root],
    };

    /// <summary>What lies in no folder.</summary>
    private const string Root = "";

    public static TheoryData<string> Projects => [.. Rooms.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void Folder_KnowsOnly_ThoseBeforeIt(string project)
    {
        var order = Rooms[project].Index().ToDictionary(room => room.Item, room => room.Index);
        var knowledge = KnowledgeIn(project);
        knowledge.Count.ShouldBeGreaterThan(10, "otherwise nothing was read");
        knowledge.Where(
            one => order.ContainsKey(one.FromFolder) && order.TryGetValue(one.ToFolder, out var known) && known > order[one.FromFolder])
            .Select(one => one.ToString()).Distinct().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Projects))]
    public void Folders_OfAProject_AreTheList(string project) =>
        Directory.GetDirectories(Path.Combine(Repository, "src", project))
            .Where(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]).Append(Root)
            .ShouldBe(Rooms[project], ignoreOrder: true);

    /// <summary>A component, an attribute and a lambda, or the list above would hold nothing.</summary>
    [Fact]
    public void Knowledge_OfTypes_IsSeen()
    {
        var known = KnowledgeIn("Dashboard").Select(one => one.ToString()).ToHashSet();
        new[] { "Layout/AlarmBell knows Alarms/", "Hubs/HubWatches knows Access/", "Overview/OverviewPage knows Alarms/AlarmStrip" }
            .ShouldAllBe(text => known.Any(one => one.StartsWith(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void ReleaseBuild_OfTheDashboard_LeavesOutTheOnlyFileThatKnowsTheSandbox()
    {
        var knowing = SourcesIn("src/Dashboard").Where(file => NamesIn(file).Contains("Sandbox")).Select(Path.GetFileName);

        knowing.ShouldBe(["SandboxExtensions.cs"]);
        File.ReadAllText(Path.Combine(Repository, "BackupDashboard.csproj"))
            .ShouldContain("<Compile Remove=\"src/Dashboard/Hosting/SandboxExtensions.cs\" />");
    }

    /// <summary>Past <c>DatabaseUse</c> a database that cannot be used would throw what no caller knows.</summary>
    [Fact]
    public void Database_IsUsed_OnlyWhereItsFailureIsKnown() =>
        SourcesIn("src/Dashboard").Where(file => !file.Contains("/Storage/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("CreateDbContext", StringComparison.Ordinal))
            .ShouldBeEmpty();

    /// <summary>
    /// What someone reads comes through a door that asks for their rights. What knows the whole is known to no page, endpoint or hub.
    /// </summary>
    [Fact]
    public void ReadersOfSomeone_KnowNothing_ThatHoldsTheWhole()
    {
        string[] wholes = ["ZoneWatchers", "ZoneWatcher", "AccountWatcher", "ZoneMonitor", "OperationJournal", "AlarmStore",
            "DashboardContext"];
        var known = Knowledge.OfTypes(typeof(Routes).Assembly.Location, "BackupDashboard", type =>
            type.Namespace is "BackupDashboard.Api" or "BackupDashboard.Hubs" || Knowledge.IsComponent(type));

        known.ShouldContain(one => one.To == "ZoneViews", "otherwise nothing was read");
        known.Where(one => wholes.Contains(one.To)).Select(one => one.ToString()).Distinct().ShouldBeEmpty();
    }

    /// <summary>Only the doors know what polls.</summary>
    [Fact]
    public void Watchers_AreKnown_OnlyToTheRoomOfTheZones() =>
        KnowledgeIn("Dashboard").Where(one => one is { ToFolder: "Zones", To: "ZoneWatchers" or "ZoneWatcher" or "AccountWatcher" })
            .Select(one => one.ToString()).Distinct().ShouldBeEmpty();

    private static IReadOnlyList<Knows> KnowledgeIn(string project) => project switch
    {
        "Dashboard" => Knowledge.Of(typeof(Routes).Assembly.Location, "BackupDashboard"),
        "Nuclia" => Knowledge.Of(typeof(NucliaError).Assembly.Location, "BackupDashboard.Nuclia"),
        "Sandbox" => Knowledge.Of(typeof(SandboxHost).Assembly.Location, "BackupDashboard.Sandbox"),
        _ => throw new ArgumentOutOfRangeException(nameof(project)),
    };

    private static string[] SourcesIn(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository, folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))];

    private static IEnumerable<string> NamesIn(string file) =>
        Name().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Distinct();

    private static string FindRepository([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    // A quotation mark before it makes it the name of a role.
    [GeneratedRegex(@"(?<!"")\bBackupDashboard\.([A-Z]\w+)")]
    private static partial Regex Name();
}
