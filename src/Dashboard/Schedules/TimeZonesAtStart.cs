using BackupDashboard.Journal;
using BackupDashboard.Storage;

namespace BackupDashboard.Schedules;

// A machine without time zone data would start no backup of a schedule, and say so late: it does not start at all.
internal sealed class TimeZonesAtStart(OperationJournal journal) : ILoadAtStart
{
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        var unknown = journal.Current.Schedules.Select(rule => rule.Schedule!)
            .Where(schedule => !TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out _))
            .Select(schedule => $"'{schedule.Name}' ({schedule.TimeZone})").ToList();
        return unknown.Count == 0
            ? Task.CompletedTask
            : throw new StorageException(
                $"The time zones of these schedules are not known on this machine: {string.Join(", ", unknown)}. Install its time zone "
                    + "data.");
    }
}
