using System.Globalization;
using BackupDashboard.Primitives;

namespace BackupDashboard.Shell;

/// <summary>Times in the viewer's time zone. One instance per circuit; UTC until the browser has reported its zone.</summary>
public sealed class ViewerTime(TimeProvider time, ILogger<ViewerTime> logger)
{
    private const string Unknown = "at an unknown time";

    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public TimeZoneInfo Zone => _zone;

    public DateTimeOffset Now => time.GetUtcNow();

    public void Use(string? ianaZone)
    {
        if (ianaZone is null)
            return;

        if (TimeZoneInfo.TryFindSystemTimeZoneById(ianaZone, out var zone))
            _zone = zone;
        else
            Log.UnknownTimeZone(logger, ianaZone);
    }

    public string Local(DateTimeOffset moment) => InZone(moment, "d MMM yyyy, HH:mm:ss");

    /// <summary>With the weekday, where people look for a day.</summary>
    public string Day(DateTimeOffset moment) => InZone(moment, "ddd d MMM yyyy, HH:mm:ss");

    /// <summary>The same without seconds, for what has none.</summary>
    public string Minute(DateTimeOffset moment) => InZone(moment, "ddd d MMM yyyy, HH:mm");

    public string Date(DateTimeOffset moment) => InZone(moment, "ddd d MMM yyyy");

    public DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, _zone).DateTime);

    public DateTimeOffset EndOf(DateOnly day) =>
        day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), _zone).ToUniversalTime();

    /// <summary>When a day begins. Where the clocks change at midnight, its first moment.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(
            midnight, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight));
    }

    public static string Utc(DateTimeOffset moment) => !PlausibleTime.IsKnown(moment)
        ? Unknown
        : moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private string InZone(DateTimeOffset moment, string format) => !PlausibleTime.IsKnown(moment)
        ? Unknown
        : TimeZoneInfo.ConvertTime(moment, _zone).ToString(format, CultureInfo.InvariantCulture);
}
