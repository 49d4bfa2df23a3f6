using BackupDashboard.Journal;
using BackupDashboard.Primitives;

namespace BackupDashboard.Coverage;

// The deadline of a goal.
internal static class Deadline
{
    /// <returns>Null if it cannot be understood here; the time zones known to a machine change with its updates.</returns>
    public static Recurrence? Of(Goal goal) => Recurrence.Of(goal.Deadline, goal.TimeZone);

    /// <summary>
    /// A backup is due by each deadline. It has to be started after the deadline before, so that each one gets a backup of its own.
    /// </summary>
    /// <param name="dueSoonAt">The part of the time between two deadlines after which a missing backup is due soon.</param>
    /// <returns>Null if it never comes, or never came twice.</returns>
    public static FreshnessGoal? At(this Recurrence deadlines, DateTimeOffset now, double dueSoonAt)
    {
        if (deadlines.After(now) is not { } next || deadlines.UpTo(now) is not { } last || deadlines.Before(last) is not { } before)
            return null;

        var dueSoon = now - last >= (next - last) * dueSoonAt;
        return new FreshnessGoal(now - before, dueSoon ? now - last : now - before) { NextDeadline = next };
    }
}
