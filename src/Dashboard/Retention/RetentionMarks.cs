using System.Globalization;
using BackupDashboard.Journal;

namespace BackupDashboard.Retention;

/// <summary>What the counts of a rule say about one complete backup.</summary>
/// <param name="Period">By which of the counts it stays; null if none of them keeps it.</param>
/// <param name="Number">The how manieth of that count it is: 1 is the newest.</param>
internal readonly record struct Mark(RetentionPeriod? Period, int Number);

/// <param name="Local">The same time where hours, days, weeks, months and years begin.</param>
/// <param name="IsProtected">It stays without being counted.</param>
internal readonly record struct MarkedTime(DateTimeOffset At, DateTime Local, bool IsProtected)
{
    public static MarkedTime Of(DateTimeOffset at, TimeZoneInfo zone, bool isProtected) =>
        new(at, TimeZoneInfo.ConvertTime(at, zone).DateTime, isProtected);
}

/// <summary>
/// Chooses what stays as Proxmox Backup Server does: the counts choose one after the other, each keeps the newest backup of as many periods
/// that hold nothing kept so far, and what it passes over within such a period is left to no later count. A protected backup stays without
/// being counted. Pure.
/// </summary>
internal static class RetentionMarks
{
    private static readonly RetentionPeriod[] Periods = Enum.GetValues<RetentionPeriod>();

    /// <param name="newestFirst">The complete backups of one knowledge box.</param>
    /// <returns>One mark a backup, in their order; those of protected backups say nothing.</returns>
    public static Mark[] Of(IReadOnlyList<MarkedTime> newestFirst, RetentionCounts keep)
    {
        var marks = new Mark[newestFirst.Count];
        var isOpen = new bool[newestFirst.Count];
        for (var index = 0; index < isOpen.Length; index++)
            isOpen[index] = !newestFirst[index].IsProtected;
        foreach (var period in Periods)
        {
            if (keep.Of(period) > 0)
                Choose(period, keep.Of(period), newestFirst, marks, isOpen);
        }

        return marks;
    }

    private static void Choose(RetentionPeriod period, int most, IReadOnlyList<MarkedTime> times, Mark[] marks, bool[] isOpen)
    {
        var held = new HashSet<long>();
        for (var index = 0; index < marks.Length; index++)
        {
            if (marks[index].Period is not null)
                held.Add(Number(period, times[index]));
        }

        var chosen = new HashSet<long>();
        for (var index = 0; index < marks.Length; index++)
        {
            if (!isOpen[index] || Number(period, times[index]) is var number && held.Contains(number))
                continue;
            if (!chosen.Contains(number))
            {
                if (chosen.Count >= most)
                    return;

                chosen.Add(number);
                marks[index] = new Mark(period, chosen.Count);
            }

            isOpen[index] = false;
        }
    }

    // The same for all backups of one period, and another for every other period.
    private static long Number(RetentionPeriod period, MarkedTime time) => period switch
    {
        RetentionPeriod.Last => time.At.UtcTicks,
        RetentionPeriod.Hourly => time.Local.Ticks / TimeSpan.TicksPerHour,
        RetentionPeriod.Daily => time.Local.Ticks / TimeSpan.TicksPerDay,
        RetentionPeriod.Weekly => (ISOWeek.GetYear(time.Local) * 100L) + ISOWeek.GetWeekOfYear(time.Local),
        RetentionPeriod.Monthly => (time.Local.Year * 100L) + time.Local.Month,
        RetentionPeriod.Yearly => time.Local.Year,
    };
}
