using System.Globalization;
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
    public static string Scope(Operation rule) =>
        $"{rule.KnowledgeBoxSlug} in {(rule.Zone == BoxScope.EveryZone ? "every zone" : rule.Zone)}";

    // As the dialog writes them; anything else is shown as it is.
    private static string Deadline(string cron) => cron.Split(' ') switch
    {
        [var minute, var hour, "*", "*", var days] when Time(hour, minute) is { } time && Days(days) is { } on => $"by {time} {on}",
        _ => $"by each time of {cron}",
    };

    private static string? Time(string hour, string minute) =>
        int.TryParse(hour, CultureInfo.InvariantCulture, out var hours)
        && int.TryParse(minute, CultureInfo.InvariantCulture, out var minutes)
            ? string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{minutes:00}")
            : null;

    private static string? Days(string days) => days switch
    {
        "*" => "every day",
        "1-5" => "from Monday to Friday",
        [>= '0' and <= '6' and var day] => $"every {(DayOfWeek)(day - '0')}",
        _ => null,
    };
}
