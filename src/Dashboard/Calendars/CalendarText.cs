using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace BackupDashboard.Calendars;

// Entries as calendar programs read them (RFC 5545).
internal static class CalendarText
{
    private const string Name = "BackupDashboard";

    /// <param name="console">The address of the console.</param>
    public static string Of(IReadOnlyList<CalendarEntry> entries, Uri console, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = $"-//{Name}//{Name}//EN" };
        calendar.AddProperty("X-WR-CALNAME", Name);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        foreach (var entry in entries)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{entry.Id}@{console.Host}",
                DtStamp = At(now),
                Start = At(entry.From),
                End = At(entry.Until),
                Summary = entry.Title,
                Description = entry.Text,
                Url = new Uri(console, entry.Path),

                // It is the console that is busy then, not a person.
                Transparency = TransparencyType.Transparent,
            });
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime At(DateTimeOffset moment) => new(moment.UtcDateTime, "UTC");
}
