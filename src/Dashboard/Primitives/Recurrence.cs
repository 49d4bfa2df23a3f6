using Cronos;

namespace BackupDashboard.Primitives;

/// <summary>
/// Times that come again and again: a cron expression of five fields in an IANA time zone. A time that the clocks leave out comes at the
/// next one there is; one that comes twice comes once, unless the expression names every hour or minute anyway.
/// </summary>
public sealed class Recurrence
{
    // No clocks leap further.
    private static readonly TimeSpan LongestLeap = TimeSpan.FromHours(3);

    private readonly CronExpression _times;

    private Recurrence(CronExpression times, TimeZoneInfo zone) => (_times, Zone) = (times, zone);

    public TimeZoneInfo Zone { get; }

    /// <returns>Null if it cannot be understood here: the time zones known to a machine change with its updates.</returns>
    public static Recurrence? Of(string? cron, string? timeZone) =>
        CronExpression.TryParse(cron ?? "", out var times) && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out var zone)
            ? new Recurrence(times, zone)
            : null;

    /// <returns>The first after this moment; null if there is none.</returns>
    public DateTimeOffset? After(DateTimeOffset moment) => _times.GetNextOccurrence(moment, Zone);

    /// <returns>The last one up to this moment; null if there was none.</returns>
    public DateTimeOffset? UpTo(DateTimeOffset moment)
    {
        // For a time that the clocks leave out, Cronos gives the next moment on the way forwards, and the one before on the way back. Only
        // the former counts: so it is found by going back far enough, and forwards again.
        for (var back = _times.GetPreviousOccurrence(moment, Zone, inclusive: true); back is { } from;
            back = _times.GetPreviousOccurrence(from, Zone))
        {
            if (AllAfter(from - LongestLeap).TakeWhile(at => at <= moment).Cast<DateTimeOffset?>().LastOrDefault() is { } last)
                return last;
        }

        return null;
    }

    /// <returns>The last one before this moment; null if there was none.</returns>
    public DateTimeOffset? Before(DateTimeOffset moment) => UpTo(moment.AddTicks(-1));

    /// <summary>All of them after this moment, the next first.</summary>
    public IEnumerable<DateTimeOffset> AllAfter(DateTimeOffset moment)
    {
        for (var next = After(moment); next is { } at; next = After(at))
            yield return at;
    }

    /// <summary>The shortest and the longest time between two of the next <paramref name="count"/>; null if fewer than two come.</summary>
    public (TimeSpan Shortest, TimeSpan Longest)? Gaps(DateTimeOffset now, int count = 60)
    {
        var times = AllAfter(now).Take(count).ToList();
        var gaps = times.Zip(times.Skip(1), (one, next) => next - one).ToList();
        return gaps.Count == 0 ? null : (gaps.Min(), gaps.Max());
    }
}
