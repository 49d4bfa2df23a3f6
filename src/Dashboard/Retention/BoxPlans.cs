using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Retention;

// What one rule would do with each box that it is about. Pure.
internal static class BoxPlans
{
    /// <param name="boxes">All that there are.</param>
    /// <param name="others">The other rules in force.</param>
    /// <param name="teamOf">With which rights a rule acts.</param>
    /// <returns>Those of which something goes first, then by slug.</returns>
    public static IReadOnlyList<BoxPlan> Of(
        IEnumerable<BoxBackups> boxes, RetentionRule rule, IReadOnlyList<RetentionRule> others, Func<RetentionRule, Grants> teamOf,
        DateTimeOffset now)
    {
        var team = teamOf(rule);
        var armed = others.Where(other => other.IsArmed).Select(other => (Rule: other, Team: teamOf(other))).ToList();
        return
        [
            .. boxes.Where(box => box.IsIn(rule.Terms)).Select(Of).OrderByDescending(box => box.Going.Count > 0)
                .ThenBy(box => box.Slug, StringComparer.Ordinal).ThenBy(box => box.Zone, StringComparer.Ordinal),
        ];

        BoxPlan Of(BoxBackups box)
        {
            var verdicts = RetentionVerdicts.Of(box, rule, team, now);
            foreach (var (other, itsTeam) in armed.Where(other => box.IsIn(other.Rule.Terms) && verdicts.Any(verdict => verdict.Goes)))
                verdicts = WithKeptBy(other, verdicts, RetentionVerdicts.Of(box, other, itsTeam, now));
            var isUnseen = box.Shrink?.At > (rule.Released?.At ?? DateTimeOffset.MinValue);
            return new BoxPlan(
                box.Key.Zone, box.Key.KnowledgeBoxId, box.Slug, verdicts, box.Wait,
                isUnseen && verdicts.Any(verdict => verdict.Goes) ? box.Shrink : null);
        }
    }

    // Where several rules are about a backup, it goes only if none of those that delete counts it.
    private static List<RetentionVerdict> WithKeptBy(
        RetentionRule other, IReadOnlyList<RetentionVerdict> verdicts, IReadOnlyList<RetentionVerdict> others) =>
    [
        .. verdicts.Zip(others, (one, its) => one.Goes && its.Reason is RetentionReason.Counted
            ? one with { Reason = RetentionReason.OtherRule, Rule = other.Name }
            : one),
    ];
}
