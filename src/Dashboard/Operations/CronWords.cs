using System.Globalization;

namespace BackupDashboard.Operations;

/// <summary>Cron expressions in words, as the dialogs write them. Others are shown as they are.</summary>
internal static class CronWords
{
    /// <summary>"every day at 02:30", "every 30 minutes", "at each time of 0 2 1-7 * 0".</summary>
    public static string Of(string cron) => DayAndTime(cron) is (var days, var time) ? $"{days} at {time}" : cron.Split(' ') switch
    {
        ["*", "*", "*", "*", "*"] => "every minute",
        [['*', '/', .. var step], "*", "*", "*", "*"] when Number(step) is { } minutes => $"every {minutes} minutes",
        [var minute, "*", "*", "*", "*"] when Number(minute) is { } minutes => $"every hour at :{minutes:00}",
        [var minute, ['*', '/', .. var step], "*", "*", "*"] when Number(minute) is { } minutes && Number(step) is { } hours =>
            $"every {hours} hours at :{minutes:00}",
        _ => $"at each time of {cron}",
    };

    /// <summary>"every day" and "02:30", for a time of the day. Null for all others.</summary>
    public static (string Days, string Time)? DayAndTime(string cron) => cron.Split(' ') switch
    {
        [var minute, var hour, "*", "*", var days] when Time(hour, minute) is { } time && Weekdays(days) is { } on => (on, time),
        [var minute, var hour, var day, "*", "*"] when Time(hour, minute) is { } time && Number(day) is { } number =>
            ($"on day {number} of every month", time),
        _ => null,
    };

    private static string? Time(string hour, string minute) =>
        Number(hour) is { } hours && Number(minute) is { } minutes ? $"{hours:00}:{minutes:00}" : null;

    private static string? Weekdays(string days) => days switch
    {
        "*" => "every day",
        "1-5" => "from Monday to Friday",
        [>= '0' and <= '6' and var day] => $"every {(DayOfWeek)(day - '0')}",
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
