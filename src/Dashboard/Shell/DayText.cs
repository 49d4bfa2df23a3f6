using System.Globalization;

namespace BackupDashboard.Shell;

// A day as people type it into a search, and as an address has it.
internal static class DayText
{
    private const string AddressFormat = "yyyy-MM-dd";

    private static readonly string[] Formats =
        ["d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "ddd d MMM yyyy", AddressFormat];

    // Without a year, the latest such day that has come.
    public static DateOnly? Typed(string text, DateOnly today) =>
        Exact(text, Formats) ?? new[] { today.Year, today.Year - 1 }
            .Select(year => Exact(string.Create(CultureInfo.InvariantCulture, $"{text} {year}"), Formats))
            .FirstOrDefault(day => day <= today);

    public static DateOnly? Parse(string? text) => Exact(text, AddressFormat);

    public static string? Of(DateOnly? day) => day?.ToString(AddressFormat, CultureInfo.InvariantCulture);

    // Days at the ends of the calendar have no beginning or end in every time zone.
    private static DateOnly? Exact(string? text, params string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and < 2200 ? day : null;
}
