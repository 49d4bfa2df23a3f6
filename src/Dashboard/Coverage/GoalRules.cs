using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Coverage;

// Which goals and exemptions can be set.
internal static class GoalRules
{
    public const int LongestExemptionDays = 366;

    public static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestAge = TimeSpan.FromDays(366);

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
