using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Alarms;
using BackupDashboard.Coverage;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;
using BackupDashboard.Zones;

namespace BackupDashboard.Digests;

/// <summary>Collects what the readers of a route are told of a day, by the doors through which they would see it in the console.</summary>
public sealed class DigestReader(
    CoverageReader coverage, AlarmStore alarms, ActivityReader activity, JournalViews journal, ZoneViews zones, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <exception cref="StorageException">The journal cannot be read.</exception>
    internal async Task<Digest> ReadAsync(Grants reader, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new Digest(
            coverage.Of(reader), alarms.Current.VisibleTo(reader), await activity.CountAsync(reader, now - Day, cancellationToken),
            [.. Planned(journal.Of(reader), now)])
        {
            IsLoaded = zones.All(reader).All(zone => zone.Current.IsLoaded),
        };
    }

    private static IEnumerable<PlannedRuns> Planned(JournalSnapshot rules, DateTimeOffset now)
    {
        foreach (var schedule in rules.Schedules.Select(rule => rule.Schedule!).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase))
        {
            var from = schedule.IsPaused(now) ? schedule.PausedUntil!.Value : now;
            var times = Recurrence.Of(schedule.Cron, schedule.TimeZone)?.AllAfter(from).TakeWhile(at => at <= now + Day).ToList();
            if (times is [var first, ..])
                yield return new PlannedRuns(schedule.Name, first, times.Count);
        }
    }
}
