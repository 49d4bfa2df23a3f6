using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Schedules;

/// <summary>A time of a schedule that is still to come.</summary>
/// <param name="Local">In the schedule's time zone.</param>
/// <param name="Change">That its clocks have changed since the run before, as a sentence; null if they have not.</param>
internal sealed record ComingRun(DateTimeOffset At, DateTimeOffset Local, string? Change)
{
    public static IReadOnlyList<ComingRun> Of(Schedule schedule, DateTimeOffset now, int count)
    {
        if (Recurrence.Of(schedule.Cron, schedule.TimeZone) is not { } times)
            return [];

        var runs = new List<ComingRun>();
        var before = times.Zone.GetUtcOffset(now);
        foreach (var at in times.AllAfter(schedule.IsPaused(now) ? schedule.PausedUntil!.Value : now).Take(count))
        {
            var offset = times.Zone.GetUtcOffset(at);
            runs.Add(new ComingRun(at, TimeZoneInfo.ConvertTime(at, times.Zone), offset == before ? null : Sentence(offset - before)));
            before = offset;
        }

        return runs;
    }

    private static string Sentence(TimeSpan shift) =>
        $"The clocks go {(shift > TimeSpan.Zero ? "forward" : "back")} by {Format.Duration(shift.Duration())} before this run.";
}
