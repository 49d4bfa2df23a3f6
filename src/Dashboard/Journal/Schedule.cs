using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>Makes backups of knowledge boxes at times that come again and again.</summary>
public sealed record Schedule
{
    public required Guid Id { get; init; }

    /// <summary>Unique in the account, ignoring case.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the team that it belongs to, and with whose rights it acts; null for the administrators.</summary>
    public string? Team { get; init; }

    public required Actor CreatedBy { get; init; }

    /// <summary>Boxes by their ids, and all whose slugs match a pattern.</summary>
    public required IReadOnlyList<BoxScope> Boxes { get; init; }

    /// <summary>A cron expression of five fields.</summary>
    public required string Cron { get; init; }

    /// <summary>An IANA id, such as <c>Europe/Paris</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How long after its time a backup may still be started: later, it is missed.</summary>
    public required TimeSpan StartWindow { get; init; }

    /// <summary>The part of the window over which the boxes are spread, each always at the same place.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>The most backups of it that are in progress at once in a zone.</summary>
    public int MostInZone { get; init; } = 2;

    /// <summary>The most backups of it that are in progress at once in all zones.</summary>
    public int MostInAll { get; init; } = 8;

    /// <summary>
    /// A box in which nothing has changed since its newest backup is skipped while that backup is younger than this; null if every time
    /// makes a backup.
    /// </summary>
    public TimeSpan? ForcedAfter { get; init; }

    /// <summary>Until then nothing is started; null if it is not paused. A pause always has an end.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>One time at which nothing is started; null if there is none.</summary>
    public DateTimeOffset? Skipped { get; init; }

    internal string Target => OperationTarget.Schedule(Id);

    public bool IsPaused(DateTimeOffset now) => PausedUntil > now;
}

/// <summary>One time of a schedule, decided for one knowledge box.</summary>
/// <param name="At">The time of the schedule; the box may have its turn later.</param>
/// <param name="Merged">How many earlier times of this box were decided together with it, because none could be before.</param>
public sealed record Occurrence(Guid ScheduleId, DateTimeOffset At, int Merged = 0);
