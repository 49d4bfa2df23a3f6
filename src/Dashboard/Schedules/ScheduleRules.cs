using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Schedules;

// Which schedules can be set. Pure.
internal static class ScheduleRules
{
    public const int LongestName = 60;
    public const int MostScopes = 500;
    public const int MostInZone = 20;
    public const int MostInAll = 100;
    public const int LongestPauseDays = 366;

    public const int LongestForcedDays = 90;

    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    // Why it cannot be set, as a sentence; null if it can, as far as the boxes and the rights are not concerned.
    public static string? ProblemOf(Schedule schedule, DateTimeOffset now) => schedule switch
    {
        { Name: "" } => "Give it a name.",
        { Name.Length: > LongestName } => $"A name has at most {LongestName} characters.",
        { Boxes.Count: 0 } => "Choose the knowledge boxes that it backs up.",
        { Boxes.Count: > MostScopes } => $"At most {MostScopes} boxes and patterns can be named. Use a pattern instead.",
        { MostInZone: < 1 or > MostInZone } => $"At once in a zone: 1 to {MostInZone}.",
        { ForcedAfter.TotalDays: < 1 or > LongestForcedDays } =>
            $"At the latest, a box is backed up again after 1 to {LongestForcedDays} days.",
        { MostInAll: < 1 or > MostInAll } => $"At once in all zones: 1 to {MostInAll}.",
        _ => schedule.Boxes.Where(scope => scope.IsPattern).Select(scope => scope.Slug).FirstOrDefault(slug => !SlugPattern.IsValid(slug))
            is { } pattern
            ? $"'{pattern}' is not a slug pattern: {SlugPattern.Rule}."
            : OfTimes(schedule, now),
    };

    private static string? OfTimes(Schedule schedule, DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out _))
            return $"'{schedule.TimeZone}' is not a known time zone. Example: Europe/Paris.";
        if (Recurrence.Of(schedule.Cron, schedule.TimeZone) is not { } times)
            return $"'{schedule.Cron}' is not a cron expression of five fields. Example: 0 2 * * 1-5.";
        if (times.After(now) is null)
            return $"'{schedule.Cron}' never comes.";

        var shortest = times.Gaps(now)?.Shortest ?? LongestWindow;
        var longest = shortest < LongestWindow ? shortest : LongestWindow;
        return shortest < ShortestInterval ? $"Between two times there must be at least {Format.Duration(ShortestInterval)}."
            : schedule.StartWindow < ShortestWindow || schedule.StartWindow > longest
                ? $"The start window must be between {Format.Duration(ShortestWindow)} and {Format.Duration(longest)}, which is "
                    + $"{(longest == shortest ? "the shortest time between two runs" : "the longest possible")}."
            : schedule.Spread < TimeSpan.Zero || schedule.Spread > schedule.StartWindow ? "The spread must fit into the start window."
            : null;
    }
}
