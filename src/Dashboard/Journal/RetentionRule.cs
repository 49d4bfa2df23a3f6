using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>Says which backups may go, by saying how many are to stay. It deletes nothing before it is armed.</summary>
public sealed record RetentionRule
{
    public required Guid Id { get; init; }

    /// <summary>Unique in the account, ignoring case.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the team that it belongs to, and with whose rights it acts; null for the administrators.</summary>
    public string? Team { get; init; }

    public required Actor CreatedBy { get; init; }

    public required RetentionTerms Terms { get; init; }

    /// <summary>
    /// The terms before the last change, by which backups stay as well until <see cref="ChangedFrom"/>; null if there are none.
    /// </summary>
    public RetentionTerms? Before { get; init; }

    /// <summary>When the terms count alone.</summary>
    public DateTimeOffset? ChangedFrom { get; init; }

    /// <summary>Since when it deletes; null while it only shows what it would delete.</summary>
    public DateTimeOffset? ArmedAt { get; init; }

    /// <summary>Until then nothing is deleted; null if it is not paused. A pause always has an end.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The latest plan that a person has confirmed, by arming the rule or by releasing its brake; null if there is none.</summary>
    public ReleasedPlan? Released { get; init; }

    internal string Target => OperationTarget.Retention(Id);

    public bool IsArmed => ArmedAt is not null;

    public bool IsPaused(DateTimeOffset now) => PausedUntil > now;

    /// <summary>Two terms count, and a backup goes only by both.</summary>
    public bool IsChanging(DateTimeOffset now) => Before is not null && ChangedFrom > now;
}

/// <summary>What stays, and of which backups.</summary>
public sealed record RetentionTerms
{
    public required RetentionScope Scope { get; init; }

    /// <summary>Whose backups are thinned out; null for the other scopes.</summary>
    public Guid? ScheduleId { get; init; }

    /// <summary>Boxes by their ids, and all whose slugs match a pattern; empty for the backups of a schedule.</summary>
    public IReadOnlyList<BoxScope> Boxes { get; init; } = [];

    public required RetentionCounts Keep { get; init; }

    /// <summary>Younger backups never go.</summary>
    public required TimeSpan MinimumAge { get; init; }

    /// <summary>In which hours, days, weeks, months and years begin: an IANA id, such as <c>Europe/Paris</c>.</summary>
    public required string TimeZone { get; init; }

    public bool IsSameAs(RetentionTerms other) =>
        (Scope, ScheduleId, TimeZone, MinimumAge, Keep) == (other.Scope, other.ScheduleId, other.TimeZone, other.MinimumAge, other.Keep)
        && Boxes.SequenceEqual(other.Boxes);
}

/// <summary>
/// How many backups of a knowledge box stay: each count keeps the newest of as many periods that the counts before left out.
/// </summary>
public readonly record struct RetentionCounts(int Last, int Hourly, int Daily, int Weekly, int Monthly, int Yearly)
{
    public int Of(RetentionPeriod period) => period switch
    {
        RetentionPeriod.Last => Last,
        RetentionPeriod.Hourly => Hourly,
        RetentionPeriod.Daily => Daily,
        RetentionPeriod.Weekly => Weekly,
        RetentionPeriod.Monthly => Monthly,
        RetentionPeriod.Yearly => Yearly,
    };
}

/// <summary>In the order in which they choose what to keep.</summary>
public enum RetentionPeriod
{
    Last,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

public enum RetentionScope
{
    // Backups that one schedule has made.
    Schedule,

    // All that were started through this dashboard.
    Here,

    All,
}

/// <summary>A plan that a person has seen and confirmed.</summary>
/// <param name="Hash">Of all that it deletes.</param>
/// <param name="Count">How many backups that is.</param>
public sealed record ReleasedPlan(string Hash, int Count, Actor By, DateTimeOffset At);
