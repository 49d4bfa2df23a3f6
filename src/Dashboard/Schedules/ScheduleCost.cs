using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Schedules;

// About how much a schedule will make, from the sizes of the newest backups.
internal static class ScheduleCost
{
    private const int Days = 30;

    public static string Of(Schedule schedule, ScheduleCover cover, CoverageReport report, DateTimeOffset now)
    {
        var times = Recurrence.Of(schedule.Cron, schedule.TimeZone)?.AllAfter(now).TakeWhile(at => at <= now.AddDays(Days)).Count() ?? 0;
        var covered = cover.Boxes.Select(box => box.Key).ToHashSet();
        var sizes = report.Boxes.Where(box => covered.Contains(box.Key)).Select(box => box.Newest?.Size).OfType<long>().ToList();
        var known = sizes.Aggregate((Int128)0, (sum, size) => sum + size) * times;
        var bytes = Format.Bytes((long)Int128.Min(known, long.MaxValue));
        return $"{Format.Count((long)times * covered.Count, "backup")} in {Days} days" + (
            covered.Count == 0 || times == 0 ? "."
            : sizes.Count == 0 ? "; how large they will be is not known, because there is no backup yet."
            : sizes.Count == covered.Count ? $", about {bytes} if they stay as large as now."
            : $", about {bytes} for the {Format.Count(sizes.Count)} of {Format.Count(covered.Count, "box")} whose size is known.");
    }
}
