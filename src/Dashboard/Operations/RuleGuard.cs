using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations;

/// <summary>Who may make rules that act in a team's name, and for which knowledge boxes.</summary>
public sealed class RuleGuard(CommandGuard guard, Permissions permissions, ZoneViews zones)
{
    /// <param name="team">To which the rule belongs; null for the administrators.</param>
    /// <param name="right">What the rule does, besides <see cref="Right.Plan"/>.</param>
    /// <returns>Null if the caller may.</returns>
    public OperationProblem? ProblemOfOwner(Caller caller, Grants grants, string? team, Right right) =>
        grants.MayPlanFor(team, right) && (team is null || permissions.Teams.Any(one => one.Name == team))
            ? null
            : guard.Missing(caller, Right.Plan, BoxScope.EveryZone, team ?? "");

    /// <summary>With the rights of the team that the rule will act with.</summary>
    /// <param name="tooWide">What is said about a slug, or a pattern, that these rights do not cover.</param>
    /// <returns>The boxes with their slugs as they are now, or why not.</returns>
    public (IReadOnlyList<BoxScope> Boxes, OperationProblem? Problem) BoxesOf(
        Caller caller, string? team, Right right, IReadOnlyList<BoxScope> wanted, Func<string, string> tooWide)
    {
        var (grants, boxes) = (permissions.OfTeam(team), new List<BoxScope>());
        foreach (var scope in wanted)
        {
            var known = scope;
            if (scope.KnowledgeBoxId is { } id)
            {
                if (zones.Find(scope.Zone, grants)?.Current.KnowledgeBoxes.GetValueOrDefault(id) is not { IsAgent: false } box)
                    return ([], new Problems.NoBox(scope.Zone));

                known = scope with { Slug = box.Slug };
            }

            if (!grants.May(right, known.Zone, known.Slug))
                return ([], guard.Missing(caller, right, known.Zone, known.Slug) with { Text = tooWide(known.Slug) });

            boxes.Add(known);
        }

        return ([.. boxes.Distinct()], null);
    }
}
