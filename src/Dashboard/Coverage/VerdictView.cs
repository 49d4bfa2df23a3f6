using BackupDashboard.Operations;
using BackupDashboard.Shell;
using MudBlazor;

namespace BackupDashboard.Coverage;

// A verdict in words, with an icon, and with a colour where something has to be done.
internal sealed record VerdictView(string Text, string Icon, Color Color)
{
    public static VerdictView Of(Verdict verdict) => verdict switch
    {
        Verdict.None => new("No backup", Icons.Material.Outlined.GppBad, Color.Error),
        Verdict.Late => new("Late", Icons.Material.Outlined.Schedule, Color.Error),
        Verdict.Unknown => new("Not known", Icons.Material.Outlined.HelpOutline, Color.Warning),
        Verdict.DueSoon => new("Due soon", Icons.Material.Outlined.Update, Color.Info),
        Verdict.Fresh => new("Fresh", Icons.Material.Outlined.CheckCircle, Color.Default),
        Verdict.Exempt => new("Exempt", Icons.Material.Outlined.DoNotDisturbOn, Color.Default),
    };

    /// <summary>Why the verdict is what it is, as one sentence.</summary>
    public static string Reason(BoxCoverage box) => box.Verdict switch
    {
        Verdict.None when box.Former is { } former =>
            $"It has no completed backup of its own. The backups named {former.Slug} are of an earlier box with the same slug and do not "
                + "cover it.",
        Verdict.None => $"No completed backup of it is listed; the goal is one {Goal(box.Goal)}.",
        Verdict.Late => $"{Age(box)}; the goal is one {Goal(box.Goal)}.",
        Verdict.Unknown when box.Goal.Problem is { } problem => problem,
        Verdict.Unknown when box is { Newest: not null, Age: null } => "The cloud gives its newest backup a date that cannot be true.",
        Verdict.Unknown => $"What is known of zone {box.Zone} is too old or incomplete.",
        Verdict.DueSoon or Verdict.Fresh =>
            $"{Age(box)}, within the goal: {Goal(box.Goal)}.",
        Verdict.Exempt => $"Exempted by {box.Exemption!.Actor.Name}. {box.Exemption.Definition.Result(box.Exemption)}",
    };

    private static string Age(BoxCoverage box) => box.UnchangedAt is null
        ? $"Its newest good backup is {Format.Duration(box.Age!.Value)} old"
        : $"{Format.Duration(box.Age!.Value)} ago, nothing had changed in it since its newest good backup";

    public static string Goal(FreshnessGoal goal) => GoalWords.Of(goal.Terms);

    /// <summary>Why this goal counts: "set for docs-* in every zone by Ada".</summary>
    public static string Source(FreshnessGoal goal) => goal.Rule switch
    {
        null => "the default of this dashboard",
        { IsAboutPattern: true } rule => $"set for {GoalWords.Scope(rule)} by {rule.Actor.Name}",
        var rule => $"set for this box by {rule.Actor.Name}",
    };

    /// <summary>"43 of 46 knowledge boxes are within their goal. 2 are late, 1 has no backup."</summary>
    public static string Summary(CoverageReport report)
    {
        var (count, uncovered) = (report.Judged, new List<string>());
        Add(Verdict.Late, "is late", "are late");
        Add(Verdict.None, "has no backup", "have no backup");
        Add(Verdict.Unknown, "cannot be judged", "cannot be judged");
        return (count, uncovered) switch
        {
            (0, _) when report.Boxes.Count > 0 => "Every knowledge box is exempt.",
            (0, _) => "There are no knowledge boxes to back up.",
            (1, []) => "The only knowledge box is within its goal.",
            (_, []) => $"All {Format.Count(count)} knowledge boxes are within their goal.",
            _ => $"{Format.Count(report.Covered)} of {Format.Count(count, "knowledge box")} {(count == 1 ? "is" : "are")} within "
                + $"{(count == 1 ? "its" : "their")} goal. {string.Join(", ", uncovered)}.",
        };

        void Add(Verdict verdict, string one, string several)
        {
            if (report.Count(verdict) is > 0 and var boxes)
                uncovered.Add($"{Format.Count(boxes)} {(boxes == 1 ? one : several)}");
        }
    }
}
