using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

/// <summary>Schedules in words.</summary>
internal static class ScheduleWords
{
    private const string None = "none";

    /// <summary>"every day at 02:30 (Europe/Paris)".</summary>
    public static string Times(Schedule schedule) => $"{CronWords.Of(schedule.Cron)} ({schedule.TimeZone})";

    /// <summary>"docs-* in every zone", "3 knowledge boxes", "docs-* in every zone and 1 knowledge box".</summary>
    public static string Boxes(Schedule schedule)
    {
        // By their number alone: a box may have left what the schedule's team can view.
        var single = schedule.Boxes.Count(scope => !scope.IsPattern);
        var patterns = schedule.Boxes.Where(scope => scope.IsPattern).Select(GoalWords.Scope);
        return string.Join(" and ", single == 0 ? patterns : [.. patterns, Format.Count(single, "knowledge box")]);
    }

    /// <summary>The rule as a sentence.</summary>
    public static string Of(Schedule schedule) =>
        $"Backs up {Boxes(schedule)} {Times(schedule)}, started within {Format.Duration(schedule.StartWindow)}"
        + $"{(schedule.Spread > TimeSpan.Zero ? $" and spread over {Format.Duration(schedule.Spread)}" : "")}. "
        + $"At most {Format.Count(schedule.MostInZone)} at once in a zone, {Format.Count(schedule.MostInAll)} in all."
        + (schedule.ForcedAfter is { } forced
            ? $" A box in which nothing has changed is skipped, for at most {Format.Duration(forced)}."
            : "");

    /// <summary>What a change has changed; the whole rule if it is new.</summary>
    public static string Change(Schedule? before, Schedule now)
    {
        if (before is null)
            return Of(now);

        var changes = Facts(before).Zip(Facts(now)).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.Second.Name}: {pair.Second.Value}, before: {pair.First.Value}").ToList();
        return changes.Count == 0 ? "Nothing was changed." : $"{string.Join("; ", changes)}.";
    }

    private static IEnumerable<(string Name, string Value)> Facts(Schedule schedule) =>
    [
        ("Name", schedule.Name),
        ("Boxes", string.Join(", ", schedule.Boxes.Select(scope => scope.IsPattern ? GoalWords.Scope(scope) : scope.KnowledgeBoxId))),
        ("Times", Times(schedule)),
        ("Start window", Format.Duration(schedule.StartWindow)),
        ("Spread", Format.Duration(schedule.Spread)),
        ("Skips what has not changed", schedule.ForcedAfter is { } forced ? $"for at most {Format.Duration(forced)}" : "no"),
        ("At once in a zone", Format.Count(schedule.MostInZone)),
        ("At once in all", Format.Count(schedule.MostInAll)),
        ("Belongs to", schedule.Team ?? "the administrators"),
        ("Paused until", schedule.PausedUntil is { } until ? ViewerTime.Utc(until) : None),
        ("Skips", schedule.Skipped is { } skipped ? ViewerTime.Utc(skipped) : None),
    ];
}
