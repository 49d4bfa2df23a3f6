using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Retention;

// Which retention rules can be set. Pure.
internal static class RetentionRules
{
    public const int LongestName = 60;
    public const int MostScopes = 500;
    public const int MostKept = 1000;
    public const int LongestPauseDays = 366;

    public static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);
    public static readonly TimeSpan MostAge = TimeSpan.FromDays(366);

    /// <summary>
    /// For so long the terms before a change count as well. Of any change: even a larger number can let a backup go, because it may take
    /// the place of one that a later count would have kept.
    /// </summary>
    public static readonly TimeSpan ChangedAfter = TimeSpan.FromHours(24);

    // Why it cannot be set, as a sentence; null if it can, as far as the boxes and the rights are not concerned.
    public static string? ProblemOf(RetentionRule rule) => rule switch
    {
        { Name: "" } => "Give it a name.",
        { Name.Length: > LongestName } => $"A name has at most {LongestName} characters.",
        _ => ProblemOf(rule.Terms),
    };

    private static string? ProblemOf(RetentionTerms terms)
    {
        var counts = Enum.GetValues<RetentionPeriod>().Select(terms.Keep.Of).ToList();
        return terms switch
        {
            { Scope: RetentionScope.Schedule, ScheduleId: null } => "Choose the schedule whose backups it is about.",
            { Scope: not RetentionScope.Schedule, Boxes.Count: 0 } => "Choose the knowledge boxes that it is about.",
            { Boxes.Count: > MostScopes } => $"At most {MostScopes} boxes and patterns can be named. Use a pattern instead.",
            _ when counts.Exists(count => count is < 0 or > MostKept) => $"Each number is between 0 and {MostKept}.",
            _ when counts.TrueForAll(count => count == 0) => "Say how many are kept: at least one of the numbers is above 0.",
            _ when terms.MinimumAge < LeastAge || terms.MinimumAge > MostAge =>
                $"The minimum age is between {Format.Duration(LeastAge)} and {Format.Duration(MostAge)}.",
            _ when !TimeZoneInfo.TryFindSystemTimeZoneById(terms.TimeZone, out _) =>
                $"'{terms.TimeZone}' is not a known time zone. Example: Europe/Paris.",
            _ => terms.Boxes.Where(scope => scope.IsPattern).Select(scope => scope.Slug)
                .FirstOrDefault(slug => !SlugPattern.IsValid(slug)) is { } pattern
                ? $"'{pattern}' is not a slug pattern: {SlugPattern.Rule}."
                : null,
        };
    }

    /// <summary>The rule as it is set: if it deletes, a change of its terms counts alone only later.</summary>
    public static RetentionRule Changed(RetentionRule before, RetentionRule wanted, DateTimeOffset now)
    {
        if (!before.IsArmed)
            return wanted;

        var inForce = before.IsChanging(now) ? before.Before! : before.Terms;
        return wanted.Terms.IsSameAs(inForce) ? wanted
            : wanted with { Before = inForce, ChangedFrom = wanted.Terms.IsSameAs(before.Terms) ? before.ChangedFrom : now + ChangedAfter };
    }
}
