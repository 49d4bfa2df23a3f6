using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Coverage;

// Which goals and exemptions can be set.
internal static class GoalRules
{
    public const int LongestExemptionDays = 366;

    public static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestAge = TimeSpan.FromDays(366);

    // A schedule that is there and backs up the boxes too rarely would make them late again and again. Returns null if none does, or
    // another one is quick enough.
    public static OperationProblem? ProblemOf(Goal goal, BoxScope scope, JournalSnapshot journal, DateTimeOffset now)
    {
        if (goal.MaxAge is not { } maxAge)
            return null;

        var covering = journal.Schedules.Select(rule => rule.Schedule!)
            .Where(schedule => schedule.Boxes.Any(other => Meet(other, scope)))
            .Select(schedule => (schedule.Name, Gap: Recurrence.Of(schedule.Cron, schedule.TimeZone)?.Gaps(now)?.Longest))
            .Where(schedule => schedule.Gap is not null).OrderBy(schedule => schedule.Gap).ToList();
        return covering is [var quickest, ..] && quickest.Gap is { } gap && gap > maxAge
            ? Problems.GoalInvalid(
                $"This goal is {Format.Duration(maxAge)}, but {scope.Slug} is backed up by the schedule '{quickest.Name}', of which up to "
                + $"{Format.Duration(gap)} pass between two runs.")
            : null;
    }

    private static bool Meet(BoxScope schedule, BoxScope goal) => goal.IsPattern
        ? schedule.IsPattern && (schedule.Zone == goal.Zone || schedule.Zone == BoxScope.EveryZone || goal.Zone == BoxScope.EveryZone)
            && (SlugPattern.Matches(schedule.Slug, goal.Slug) || SlugPattern.Matches(goal.Slug, schedule.Slug))
        : schedule.Covers(goal.Zone, goal.KnowledgeBoxId!, goal.Slug);

    // Returns null if the goal can be set.
    public static OperationProblem? ProblemOf(Goal goal, DateTimeOffset now) => goal switch
    {
        { MaxAge: not null, Deadline: not null } => Problems.GoalInvalid("A goal is a maximum age or a deadline, not both."),
        { MaxAge: { } maxAge } when maxAge < ShortestAge || maxAge > LongestAge =>
            Problems.GoalInvalid("The maximum age must be between 5 minutes and 366 days."),
        { MaxAge: not null } => null,
        { Deadline: null } => Problems.GoalInvalid("Say how old the newest backup may be, or by when there has to be one."),
        _ when !TimeZoneInfo.TryFindSystemTimeZoneById(goal.TimeZone ?? "", out _) =>
            Problems.GoalInvalid($"'{goal.TimeZone}' is not a known time zone. Example: Europe/Paris."),
        _ when Deadline.Of(goal) is null =>
            Problems.GoalInvalid($"'{goal.Deadline}' is not a cron expression of five fields. Example: 0 7 * * 1-5."),
        _ when Deadline.Of(goal)!.At(now, dueSoonAt: 1) is null => Problems.GoalInvalid($"'{goal.Deadline}' never comes."),
        _ => null,
    };
}
