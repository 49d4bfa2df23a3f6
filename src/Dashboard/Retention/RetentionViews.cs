using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>What retention rules would delete, as one viewer is allowed to see it: the only door for pages and endpoints.</summary>
public sealed class RetentionViews(RetentionPlanner planner, Permissions permissions, TimeProvider time)
{
    /// <summary>A rule's plan, with the boxes that the viewer can view. A rule that is not in force is planned as it is here.</summary>
    /// <param name="rule">In sight of the viewer, or being made by them.</param>
    public RetentionPlan PlanOf(RetentionRule rule, Grants viewer)
    {
        var plan = WholeOf(rule);
        return viewer.CanViewEverything ? plan : plan with
        {
            Boxes = [.. plan.Boxes.Where(box => viewer.CanView(box.Zone, box.Slug))],
            Brakes =
            [
                .. plan.Brakes.Where(brake => viewer.CanViewZone(brake.Zone))
                    .Select(brake => brake with { Shrunk = [.. brake.Shrunk.Where(slug => viewer.CanView(brake.Zone, slug))] }),
            ],
        };
    }

    public RetentionState StateOf(RetentionPlan plan) => RetentionStates.Of(plan, permissions.OfTeam(plan.Rule.Team), time.GetUtcNow());

    /// <summary>What the rules in sight say about one backup, by their names. Without those that it is not about.</summary>
    public IReadOnlyList<(RetentionRule Rule, RetentionVerdict Verdict)> ReasonsOf(
        JournalSnapshot journal, string zone, Backup backup, Grants viewer) =>
    [
        .. from operation in journal.RetentionRules
           orderby operation.Retention!.Name
           from box in WholeOf(operation.Retention!).Boxes
           where box.Zone == zone && box.KnowledgeBoxId == backup.KnowledgeBoxId && viewer.CanView(zone, box.Slug)
           from verdict in box.Verdicts
           where verdict.Backup.Id == backup.Id && verdict.Reason is not RetentionReason.Outside
           select (operation.Retention!, verdict),
    ];

    /// <summary>How the backups of one box go on, by the rule and the schedules that back the box up.</summary>
    /// <returns>Null if the box has no backup, or is not visible.</returns>
    public RetentionForecast? ForecastOf(JournalSnapshot journal, RetentionRule rule, string zone, string knowledgeBoxId, Grants viewer) =>
        planner.Find(zone, knowledgeBoxId) is { } box && viewer.CanView(zone, box.Slug)
            ? RetentionForecast.Of(
                box, rule, journal.Schedules.Select(one => one.Schedule!).Where(schedule => Makes(schedule, rule, box)),
                permissions.OfTeam(rule.Team), time.GetUtcNow())
            : null;

    private RetentionPlan WholeOf(RetentionRule rule) =>
        planner.Plans.GetValueOrDefault(rule.Id) is { } known && known.Rule == rule ? known : planner.PlanOf(rule);

    private static bool Makes(Schedule schedule, RetentionRule rule, BoxBackups box) => rule.Terms.Scope is RetentionScope.Schedule
        ? schedule.Id == rule.Terms.ScheduleId
        : schedule.Boxes.Any(scope => scope.Covers(box.Key.Zone, box.Key.KnowledgeBoxId, box.Slug));
}
