using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Retention;

/// <summary>A retention rule while it is being typed.</summary>
public sealed class RetentionDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public string? Team { get; set; }

    public RetentionScope Scope { get; set; } = RetentionScope.Schedule;

    public Guid? ScheduleId { get; set; }

    public List<BoxScope> Boxes { get; } = [];

    public Dictionary<RetentionPeriod, int?> Keep { get; } = new()
    {
        [RetentionPeriod.Last] = 3,
        [RetentionPeriod.Hourly] = 0,
        [RetentionPeriod.Daily] = 7,
        [RetentionPeriod.Weekly] = 4,
        [RetentionPeriod.Monthly] = 12,
        [RetentionPeriod.Yearly] = 0,
    };

    public int? MinimumAgeHours { get; set; } = 24;

    public string TimeZone { get; set; } = "UTC";

    public static RetentionDraft Of(RetentionRule rule)
    {
        var draft = new RetentionDraft
        {
            Id = rule.Id,
            Name = rule.Name,
            Team = rule.Team,
            Scope = rule.Terms.Scope,
            ScheduleId = rule.Terms.ScheduleId,
            MinimumAgeHours = (int)rule.Terms.MinimumAge.TotalHours,
            TimeZone = rule.Terms.TimeZone,
        };
        draft.Boxes.AddRange(rule.Terms.Boxes);
        foreach (var period in Enum.GetValues<RetentionPeriod>())
            draft.Keep[period] = rule.Terms.Keep.Of(period);
        return draft;
    }

    /// <param name="before">What is changed; null for a new rule.</param>
    public RetentionRule ToRule(RetentionRule? before) => new()
    {
        Id = Id,
        Name = Name.Trim(),
        Team = Team,
        CreatedBy = before?.CreatedBy ?? new Actor("", ""),
        ArmedAt = before?.ArmedAt,
        Released = before?.Released,
        Terms = new RetentionTerms
        {
            Scope = Scope,
            ScheduleId = Scope is RetentionScope.Schedule ? ScheduleId : null,
            Boxes = Scope is RetentionScope.Schedule ? [] : [.. Boxes],
            Keep = new RetentionCounts(
                Count(RetentionPeriod.Last), Count(RetentionPeriod.Hourly), Count(RetentionPeriod.Daily), Count(RetentionPeriod.Weekly),
                Count(RetentionPeriod.Monthly), Count(RetentionPeriod.Yearly)),
            MinimumAge = TimeSpan.FromHours(MinimumAgeHours ?? 0),
            TimeZone = TimeZone.Trim(),
        },
    };

    private int Count(RetentionPeriod period) => Keep[period] ?? 0;
}
