using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

/// <summary>Goals in words.</summary>
internal static class GoalWords
{
    /// <summary>"no older than 1 day", "by 07:00 from Monday to Friday (Europe/Paris)".</summary>
    public static string Of(Goal? goal) => goal switch
    {
        { MaxAge: { } maxAge } => $"no older than {Format.Duration(maxAge)}",
        { Deadline: { } deadline } => $"{Deadline(deadline)} ({goal.TimeZone})",
        _ => "",
    };

    /// <summary>As in a table: "1 day", "07:00 every day".</summary>
    public static string Short(Goal goal) =>
        goal is { MaxAge: { } maxAge } ? Format.Duration(maxAge) : Deadline(goal.Deadline!).Replace("by ", "", StringComparison.Ordinal);

    /// <summary>"docs-* in every zone", "handbook in europe-1".</summary>
    public static string Scope(Operation rule) => Scope(rule.Scope);

    public static string Scope(BoxScope scope) => $"{scope.Slug} in {(scope.Zone == BoxScope.EveryZone ? "every zone" : scope.Zone)}";

    private static string Deadline(string cron) =>
        CronWords.DayAndTime(cron) is (var days, var time) ? $"by {time} {days}" : $"by each time of {cron}";
}
