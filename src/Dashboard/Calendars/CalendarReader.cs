using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;

namespace BackupDashboard.Calendars;

/// <summary>What is to come, as someone is allowed to know it: runs of schedules, ends of pauses, the end of the console's token.</summary>
public sealed class CalendarReader(JournalViews journal, ITokenExpiry token, TimeProvider time)
{
    /// <summary>As far as the calendar reaches.</summary>
    internal static readonly TimeSpan Reach = TimeSpan.FromDays(14);

    // More runs than this on a day are one entry.
    private const int MostADay = 4;

    internal async Task<IReadOnlyList<CalendarEntry>> ReadAsync(Grants viewer, CancellationToken cancellationToken)
    {
        var (rules, now) = (journal.Of(viewer), time.GetUtcNow());
        var schedules = rules.Schedules.Select(rule => rule.Schedule!).OrderBy(schedule => schedule.Name, StringComparer.OrdinalIgnoreCase);
        List<CalendarEntry> entries =
        [
            .. schedules.SelectMany(schedule => Runs(schedule, now)),
            .. rules.Schedules.Where(rule => rule.Schedule!.IsPaused(now)).Select(rule => new CalendarEntry(
                $"resume-{rule.Schedule!.Id}", rule.Schedule.PausedUntil!.Value, rule.Schedule.PausedUntil.Value,
                $"The schedule '{rule.Schedule.Name}' goes on", "Its pause ends.", Shell.Links.Schedule(rule.Schedule.Id))),
            .. rules.RetentionRules.Where(rule => rule.Retention!.IsPaused(now)).Select(rule => new CalendarEntry(
                $"resume-{rule.Retention!.Id}", rule.Retention.PausedUntil!.Value, rule.Retention.PausedUntil.Value,
                $"The retention rule '{rule.Retention.Name}' goes on", "Its pause ends.", Shell.Links.RetentionRule(rule.Retention.Id))),
        ];
        if (viewer.CanViewEverything && await token.ReadAsync(cancellationToken) is { } expiry)
        {
            entries.Add(new CalendarEntry(
                "token", expiry, expiry, "The dashboard's token expires", "Replace it before: nothing can be backed up without one.",
                Shell.Links.About));
        }

        return entries;
    }

    private static IEnumerable<CalendarEntry> Runs(Schedule schedule, DateTimeOffset now)
    {
        if (Recurrence.Of(schedule.Cron, schedule.TimeZone) is not { } times)
            yield break;

        var from = schedule.IsPaused(now) ? schedule.PausedUntil!.Value : now;
        var days = times.AllAfter(from).TakeWhile(at => at <= now + Reach).Where(at => at != schedule.Skipped)
            .GroupBy(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, times.Zone).DateTime));
        foreach (var day in days)
        {
            var runs = day.ToList();
            if (runs.Count > MostADay)
            {
                yield return Entry(schedule, day.Key.ToString("yyyyMMdd", CultureInfo.InvariantCulture), runs[0], runs[^1],
                    string.Create(CultureInfo.InvariantCulture, $"Backups: {schedule.Name} ({runs.Count} runs)"));
                continue;
            }

            foreach (var at in runs)
            {
                yield return Entry(
                    schedule, at.UtcDateTime.ToString("yyyyMMddTHHmmZ", CultureInfo.InvariantCulture), at, at, $"Backups: {schedule.Name}");
            }
        }
    }

    private static CalendarEntry Entry(Schedule schedule, string when, DateTimeOffset first, DateTimeOffset last, string title) => new(
        $"run-{schedule.Id}-{when}", first, last + schedule.StartWindow, title, ScheduleWords.Of(schedule),
        Shell.Links.Schedule(schedule.Id));
}

/// <summary>One entry of a calendar.</summary>
/// <param name="Id">The same whenever it is read, so that a calendar knows it again.</param>
/// <param name="Path">Of the page that it is about.</param>
internal sealed record CalendarEntry(string Id, DateTimeOffset From, DateTimeOffset Until, string Title, string Text, string Path);
