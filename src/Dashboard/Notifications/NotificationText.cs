using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Notifications;

// Messages about a group of alarms. Everything is one line of plain text. The figures of an alarm are for those who can view all of a zone:
// they stay in the console.
internal sealed class NotificationText(NotificationGroupKey key, AlarmSeverity severity)
{
    public const int MostLines = 20;

    private string What => $"{AlarmView.Of(key.Kind)}{(key.Zone is "" ? "" : $" in {key.Zone}")}";

    public static NotificationLine LineOf(Alarm alarm) => new(
        alarm.Id, alarm.Key.Kind, alarm.Key.Zone, alarm.RaisedAt, PlainText.Title(alarm.Text), IsOver: false);

    /// <param name="before">How many alarms of the group were told before.</param>
    public NotificationMessage Changes(
        int before, IReadOnlyList<Alarm> news, IReadOnlyList<KeyValuePair<Guid, ToldAlarm>> over, AlarmSnapshot alarms, DateTimeOffset now)
    {
        var isOver = news.Count == 0 && over.Count == before;
        var title = isOver ? $"Over: {What}{Number(before)}"
            : before == 0 ? $"{What}{Number(news.Count)}"
            : $"{What}: {string.Join(", ", Parts(news.Count, over.Count))}, {Format.Count(before + news.Count - over.Count)} in all";
        var ended = alarms.Open.Values.Concat(alarms.Closed).Where(alarm => alarm.EndedAt is not null)
            .DistinctBy(alarm => alarm.Id).ToDictionary(alarm => alarm.Id);
        var lines = news.Select(LineOf)
            .Concat(over.Select(one => one.Value.Line with { IsOver = true, At = ended.GetValueOrDefault(one.Key)?.EndedAt ?? now }));
        return Message(isOver ? NotificationPurpose.Over : NotificationPurpose.Alarm, title, [.. lines]);
    }

    public NotificationMessage Reminder(IReadOnlyList<Alarm> open) => Message(
        NotificationPurpose.Reminder, $"Still open: {What}{Number(open.Count)}", [.. open.Select(LineOf)]);

    private NotificationMessage Message(NotificationPurpose purpose, string title, IReadOnlyList<NotificationLine> lines) => new(
        purpose, severity, PlainText.Title(title), [.. lines.Take(MostLines)], Math.Max(0, lines.Count - MostLines),
        lines is [{ AlarmId: { } id }] ? $"{Links.Alarms}#alarm-{id}" : Links.Alarms);

    private static string Number(int count) => count == 1 ? "" : $" ({Format.Count(count)})";

    private static IEnumerable<string> Parts(int news, int over)
    {
        if (news > 0)
            yield return $"+{Format.Count(news)}";
        if (over > 0)
            yield return $"{Format.Count(over)} over";
    }
}
