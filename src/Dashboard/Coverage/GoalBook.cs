using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

// Which goal counts for which box at one moment, and which boxes are exempt. Of several goals, the most specific one counts: that of the
// box itself, then the pattern with the most letters, then the one for a zone.
internal sealed class GoalBook
{
    private readonly FreshnessGoal _default;
    private readonly Dictionary<(string Zone, string Box), FreshnessGoal> _ofBoxes = [];
    private readonly List<FreshnessGoal> _ofPatterns = [];
    private readonly ILookup<string, Operation> _exemptions;

    private GoalBook(JournalSnapshot journal, CoverageOptions options, DateTimeOffset now)
    {
        _default = Of(options.DefaultMaxAge, options);
        foreach (var rule in journal.InForce.Where(rule => rule.Kind is OperationKind.SetGoal))
        {
            if (rule.IsAboutPattern)
                _ofPatterns.Add(Of(rule, options, now));
            else
                _ofBoxes[(rule.Zone, rule.KnowledgeBoxId)] = Of(rule, options, now);
        }

        _ofPatterns.Sort((one, other) => Specificity(other.Rule!).CompareTo(Specificity(one.Rule!)));
        _exemptions = journal.InForce.Where(rule => rule.Kind is OperationKind.Exempt && rule.ExemptUntil > now)
            .ToLookup(rule => rule.Zone);
    }

    public static GoalBook At(DateTimeOffset now, JournalSnapshot journal, CoverageOptions options) => new(journal, options, now);

    public FreshnessGoal GoalOf(string zone, KnowledgeBox box) =>
        _ofBoxes.GetValueOrDefault((zone, box.Id))
        ?? _ofPatterns.Find(goal => goal.Rule!.Scope.Covers(zone, box.Id, box.Slug))
        ?? _default;

    /// <summary>The one that ends last.</summary>
    public Operation? ExemptionOf(string zone, KnowledgeBox box) =>
        _exemptions[zone].Concat(_exemptions[BoxScope.EveryZone])
            .Where(rule => rule.Scope.Covers(zone, box.Id, box.Slug))
            .MaxBy(rule => rule.ExemptUntil);

    // Without an asterisk it is a slug, and there is nothing more specific. The same twice: the later one.
    private static (bool IsSlug, int Letters, bool IsOfZone, DateTimeOffset At) Specificity(Operation rule) => (
        !rule.KnowledgeBoxSlug.Contains('*', StringComparison.Ordinal),
        rule.KnowledgeBoxSlug.Count(letter => letter != '*'),
        rule.Zone != BoxScope.EveryZone,
        rule.RequestedAt);

    private static FreshnessGoal Of(TimeSpan maxAge, CoverageOptions options) => new(maxAge, maxAge * options.DueSoonAt);

    private static FreshnessGoal Of(Operation rule, CoverageOptions options, DateTimeOffset now)
    {
        if (rule.Goal is { MaxAge: { } maxAge })
            return Of(maxAge, options) with { Rule = rule };
        if (Deadline.Of(rule.Goal!)?.At(now, options.DueSoonAt) is { } goal)
            return goal with { Rule = rule };

        return new FreshnessGoal(TimeSpan.Zero, TimeSpan.Zero, rule)
        {
            Problem = $"Its deadline '{rule.Goal!.Deadline}' in the time zone '{rule.Goal.TimeZone}' is not understood on this machine.",
        };
    }
}
