using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

/// <summary>Retention rules in words.</summary>
internal static class RetentionWords
{
    private const string None = "none";

    /// <summary>"Keeps the last 3, 7 daily and 12 monthly."</summary>
    public static string Keeps(RetentionCounts keep)
    {
        var parts = Enum.GetValues<RetentionPeriod>().Where(period => keep.Of(period) > 0)
            .Select(period => period is RetentionPeriod.Last
                ? $"the last {Format.Count(keep.Last)}"
                : $"{Format.Count(keep.Of(period))} {Of(period)}").ToList();
        return parts.Count == 0 ? "Keeps nothing." : $"Keeps {Joined(parts)}.";
    }

    public static string Of(RetentionPeriod period) => period switch
    {
        RetentionPeriod.Last => "last",
        RetentionPeriod.Hourly => "hourly",
        RetentionPeriod.Daily => "daily",
        RetentionPeriod.Weekly => "weekly",
        RetentionPeriod.Monthly => "monthly",
        RetentionPeriod.Yearly => "yearly",
    };

    /// <summary>"all backups of docs-* in every zone".</summary>
    /// <param name="schedule">The name of the schedule that it is about; null if it is not known.</param>
    public static string Scope(RetentionTerms terms, string? schedule) => terms.Scope switch
    {
        RetentionScope.Schedule => schedule is null
            ? "the backups of a schedule that is gone, or that you may not view"
            : $"the backups that the schedule '{schedule}' has made",
        RetentionScope.Here => $"the backups of {Boxes(terms)} that were started through this dashboard",
        RetentionScope.All => $"all backups of {Boxes(terms)}",
    };

    /// <summary>The terms as sentences.</summary>
    public static string Of(RetentionTerms terms, string? schedule) =>
        $"Of {Scope(terms, schedule)}: {Lowered(Keeps(terms.Keep))} {MinimumAge(terms)} Periods begin as in {terms.TimeZone}.";

    /// <summary>What a change has changed; the whole rule if it is new.</summary>
    public static string Change(RetentionRule? before, RetentionRule now)
    {
        if (before is null)
            return Of(now.Terms, now.Terms.ScheduleId?.ToString());

        var changes = Facts(before).Zip(Facts(now)).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.Second.Name}: {pair.Second.Value}, before: {pair.First.Value}").ToList();
        return changes.Count == 0 ? "Nothing was changed." : $"{string.Join("; ", changes)}.";
    }

    private static string MinimumAge(RetentionTerms terms) => terms.MinimumAge == TimeSpan.Zero
        ? ""
        : $"Nothing younger than {Format.Duration(terms.MinimumAge)} goes.";

    private static IEnumerable<(string Name, string Value)> Facts(RetentionRule rule) =>
    [
        ("Name", rule.Name),
        ("Keeps", Keeps(rule.Terms.Keep).TrimEnd('.')),
        ("About", Scope(rule.Terms, rule.Terms.ScheduleId?.ToString())),
        ("Minimum age", Format.Duration(rule.Terms.MinimumAge)),
        ("Time zone", rule.Terms.TimeZone),
        ("Belongs to", rule.Team ?? "the administrators"),
        ("Deletes", rule.IsArmed ? "yes" : "no, it only shows what it would delete"),
        ("Alone from", rule.ChangedFrom is { } from ? ViewerTime.Utc(from) : None),
        ("Paused until", rule.PausedUntil is { } until ? ViewerTime.Utc(until) : None),
        ("Released", rule.Released is { } plan ? $"a plan that deletes {Format.Count(plan.Count, "backup")}" : None),
    ];

    private static string Boxes(RetentionTerms terms)
    {
        var single = terms.Boxes.Count(scope => !scope.IsPattern);
        var patterns = terms.Boxes.Where(scope => scope.IsPattern).Select(GoalWords.Scope);
        return Joined([.. patterns, .. single == 0 ? [] : new[] { Format.Count(single, "knowledge box") }]);
    }

    private static string Joined(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    private static string Lowered(string text) => $"{char.ToLowerInvariant(text[0])}{text[1..]}";
}
