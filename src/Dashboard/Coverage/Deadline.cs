using BackupDashboard.Journal;
using Cronos;

namespace BackupDashboard.Coverage;

// The deadline of a goal: a cron expression in a time zone, with both understood.
internal sealed class Deadline
{
    private readonly CronExpression _times;
    private readonly TimeZoneInfo _zone;

    private Deadline(CronExpression times, TimeZoneInfo zone) => (_times, _zone) = (times, zone);

    /// <returns>Null if it cannot be understood here; the time zones known to a machine change with its updates.</returns>
    public static Deadline? Of(Goal goal) =>
        CronExpression.TryParse(goal.Deadline ?? "", out var times)
        && TimeZoneInfo.TryFindSystemTimeZoneById(goal.TimeZone ?? "", out var zone)
            ? new Deadline(times, zone)
            : null;

    /// <summary>
    /// A backup is due by each deadline. It has to be started after the deadline before, so that each one gets a backup of its own.
    /// </summary>
    /// <param name="dueSoonAt">The part of the time between two deadlines after which a missing backup is due soon.</param>
    /// <returns>Null if it never comes, or never came twice.</returns>
    public FreshnessGoal? At(DateTimeOffset now, double dueSoonAt)
    {
        if (_times.GetNextOccurrence(now, _zone) is not { } next
            || _times.GetPreviousOccurrence(now, _zone, inclusive: true) is not { } last
            || _times.GetPreviousOccurrence(last, _zone) is not { } before)
        {
            return null;
        }

        var dueSoon = now - last >= (next - last) * dueSoonAt;
        return new FreshnessGoal(now - before, dueSoon ? now - last : now - before) { NextDeadline = next };
    }
}
