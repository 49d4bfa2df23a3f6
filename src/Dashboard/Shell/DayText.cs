using System.Globalization;

namespace BackupDashboard.Shell;

// A day as people type it into a search, and as an address has it.
internal static class DayText
{
    private const string AddressFormat = "yyyy-MM-dd";

    private static readonly string[] Formats =
        ["d MMM", "d MMMM", "d MMM yyyy", "d MMMM yyyy", "MMM d", "MMMM d", AddressFormat, "ddd d MMM", "ddd d MMM yyyy"];

    // Without a year, the latest such day that has come.
    public static DateOnly? Typed(string text, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;

        var hasYear = text.Length > 4 && text[^4..].All(char.IsAsciiDigit);
        return hasYear || text.Contains('-', StringComparison.Ordinal) || day <= today ? day : day.AddYears(-1);
    }

    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, AddressFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and < 2200 ? day : null;

    public static string? Of(DateOnly? day) => day?.ToString(AddressFormat, CultureInfo.InvariantCulture);
}
