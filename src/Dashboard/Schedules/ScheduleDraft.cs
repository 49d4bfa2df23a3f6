using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;

namespace BackupDashboard.Schedules;

/// <summary>The usual times of a schedule.</summary>
public enum Preset
{
    Hourly,
    Daily,
    Weekdays,
    Weekly,
    Monthly,
    Cron,
}

/// <summary>A schedule while it is being typed.</summary>
public sealed class ScheduleDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public string? Team { get; set; }

    public List<BoxScope> Boxes { get; } = [];

    public Preset Preset { get; set; } = Preset.Daily;

    public int? Minute { get; set; } = 0;

    public string Time { get; set; } = "02:00";

    public DayOfWeek Weekday { get; set; } = DayOfWeek.Sunday;

    public int? Day { get; set; } = 1;

    public string Cron { get; set; } = "0 2 * * *";

    public string TimeZone { get; set; } = "UTC";

    public int? WindowMinutes { get; set; } = 240;

    public int? SpreadMinutes { get; set; } = 60;

    /// <summary>Skip what has not changed.</summary>
    public bool OnlyChanged { get; set; }

    public int? ForcedDays { get; set; } = 7;

    public int? MostInZone { get; set; } = 2;

    public int? MostInAll { get; set; } = 8;

    public static ScheduleDraft Of(Schedule schedule)
    {
        var draft = new ScheduleDraft
        {
            Id = schedule.Id,
            Name = schedule.Name,
            Team = schedule.Team,
            Preset = Preset.Cron,
            Cron = schedule.Cron,
            TimeZone = schedule.TimeZone,
            WindowMinutes = (int)schedule.StartWindow.TotalMinutes,
            SpreadMinutes = (int)schedule.Spread.TotalMinutes,
            MostInZone = schedule.MostInZone,
            MostInAll = schedule.MostInAll,
            OnlyChanged = schedule.ForcedAfter is not null,
        };
        if (schedule.ForcedAfter is { } forced)
            draft.ForcedDays = (int)forced.TotalDays;
        draft.Boxes.AddRange(schedule.Boxes);
        draft.Recognize(schedule.Cron);
        return draft;
    }

    public Schedule ToSchedule() => new()
    {
        Id = Id,
        Name = Name.Trim(),
        Team = Team,
        CreatedBy = new Actor("", ""),
        Boxes = [.. Boxes],
        Cron = ToCron(),
        TimeZone = TimeZone.Trim(),
        StartWindow = TimeSpan.FromMinutes(WindowMinutes ?? 0),
        Spread = TimeSpan.FromMinutes(SpreadMinutes ?? 0),
        MostInZone = MostInZone ?? 0,
        MostInAll = MostInAll ?? 0,
        ForcedAfter = OnlyChanged ? TimeSpan.FromDays(ForcedDays ?? 0) : null,
    };

    // What cannot be understood becomes an expression that is none, and the rules say so.
    private string ToCron()
    {
        var (hour, minute) = TimeOnly.TryParse(Time, CultureInfo.InvariantCulture, out var time) ? (time.Hour, time.Minute) : (-1, -1);
        return Preset switch
        {
            Preset.Hourly => $"{Minute ?? -1} * * * *",
            Preset.Daily => $"{minute} {hour} * * *",
            Preset.Weekdays => $"{minute} {hour} * * 1-5",
            Preset.Weekly => $"{minute} {hour} * * {(int)Weekday}",
            Preset.Monthly => $"{minute} {hour} {Day ?? -1} * *",
            Preset.Cron => Cron.Trim(),
        };
    }

    private void Recognize(string cron)
    {
        if (cron.Split(' ') is [var only, "*", "*", "*", "*"] && int.TryParse(only, CultureInfo.InvariantCulture, out var minute))
            (Preset, Minute) = (Preset.Hourly, minute);
        if (CronWords.DayAndTime(cron) is not (_, var time) || cron.Split(' ') is not [_, _, var day, _, var weekday])
            return;

        Time = time;
        if (day != "*")
            (Preset, Day) = (Preset.Monthly, int.Parse(day, CultureInfo.InvariantCulture));
        else if (weekday is "*" or "1-5")
            Preset = weekday == "*" ? Preset.Daily : Preset.Weekdays;
        else
            (Preset, Weekday) = (Preset.Weekly, (DayOfWeek)int.Parse(weekday, CultureInfo.InvariantCulture));
    }
}
