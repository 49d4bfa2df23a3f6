using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>
/// How the backups of one knowledge box would come and go, if its schedules made every backup at its time, the rule deleted at once, and
/// no one did anything. Pure.
/// </summary>
public sealed class RetentionForecast
{
    private const int Months = 12;

    // Every hour for a year, and some. More often, it looks less far.
    private const int MostComing = 10_000;

    private readonly RetentionTerms _terms;
    private readonly Dictionary<string, ForecastBackup> _byId;

    private RetentionForecast(RetentionTerms terms, IReadOnlyList<ForecastBackup> backups, DateTimeOffset until)
    {
        (_terms, Backups, Until) = (terms, backups, until);
        _byId = backups.Where(one => one.Backup is not null).ToDictionary(one => one.Backup!.Id, StringComparer.Ordinal);
    }

    /// <summary>Those there are and those to come, the oldest first.</summary>
    public IReadOnlyList<ForecastBackup> Backups { get; }

    /// <summary>How far it looks ahead: a year, or as far as so many backups reach.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>When a backup that is there now goes; null if it stays for as long as this looks ahead.</summary>
    public DateTimeOffset? GoesAt(string backupId) => _byId.GetValueOrDefault(backupId)?.GoesAt;

    /// <summary>What there is at a moment, the newest first, with what keeps it: null where no count does.</summary>
    public IReadOnlyList<(ForecastBackup Backup, string? Kept)> At(DateTimeOffset moment)
    {
        var there = Backups.Where(one => one.IsThere(moment)).Reverse().ToList();
        var counted = there.Where(one => one.IsCounted).ToList();
        var marks = RetentionMarks.Of([.. counted.Select(one => one.Time)], _terms.Keep);
        var kept = counted.Zip(marks).Where(pair => pair.Second.Period is not null)
            .ToDictionary(pair => pair.First, pair => $"{Operations.RetentionWords.Of(pair.Second.Period!.Value)} {pair.Second.Number}");
        return [.. there.Select(one => (one, kept.GetValueOrDefault(one)))];
    }

    internal static RetentionForecast Of(
        BoxBackups box, RetentionRule rule, IEnumerable<Schedule> schedules, Grants team, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(rule.Terms.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var end = now.AddMonths(Months);
        var coming = schedules.SelectMany(schedule => TimesOf(schedule, now, end)).Order().Distinct().Take(MostComing).ToList();
        var verdicts = RetentionVerdicts.Of(box, rule, team, now);
        var backups = box.Backups.Zip(verdicts, (one, verdict) => ForecastBackup.Of(one, verdict, rule.Terms, zone)).Reverse()
            .Concat(coming.Select(at => new ForecastBackup(MarkedTime.Of(at, zone, isProtected: false), null, isCounted: true))).ToList();
        if (!box.IsGone)
            Play(backups, rule, now, coming);
        return new RetentionForecast(rule.Terms, backups, coming.Count == MostComing ? coming[^1] : end);
    }

    private static IEnumerable<DateTimeOffset> TimesOf(Schedule schedule, DateTimeOffset now, DateTimeOffset end) =>
        Recurrence.Of(schedule.Cron, schedule.TimeZone)?
            .AllAfter(schedule.IsPaused(now) ? schedule.PausedUntil!.Value : now).TakeWhile(at => at <= end).Take(MostComing) ?? [];

    // From one backup to the next, and whenever one that is there now becomes old enough.
    private static void Play(
        List<ForecastBackup> backups, RetentionRule rule, DateTimeOffset now, IReadOnlyList<DateTimeOffset> coming)
    {
        var ages = backups.Where(one => one is { IsCounted: true, Backup: not null }).Select(one => one.At + rule.Terms.MinimumAge)
            .Where(at => at > now);
        var there = new List<ForecastBackup>();
        var next = 0;
        foreach (var at in ages.Concat(coming).Append(now).Append(rule.ChangedFrom ?? now).Where(at => at >= now).Order().Distinct())
        {
            for (; next < backups.Count && backups[next].At <= at; next++)
            {
                if (backups[next].IsCounted)
                    there.Insert(0, backups[next]);
            }

            // Both terms keep while a change has not begun to count alone.
            var times = there.Select(one => one.Time).ToList();
            var marks = RetentionMarks.Of(times, rule.Terms.Keep);
            var before = rule.IsChanging(at) ? RetentionMarks.Of(times, rule.Before!.Keep) : marks;
            for (var index = there.Count - 1; index > 0; index--)
            {
                var one = there[index];
                if (one.IsProtected || marks[index].Period is not null || before[index].Period is not null
                    || at < one.At + rule.Terms.MinimumAge || at < one.HeldUntil)
                    continue;

                one.GoesAt = at;
                there.RemoveAt(index);
            }
        }
    }
}

/// <summary>A backup that there is, or that a schedule will make, and when it goes.</summary>
public sealed class ForecastBackup
{
    internal ForecastBackup(MarkedTime time, Backup? backup, bool isCounted) => (Time, Backup, IsCounted) = (time, backup, isCounted);

    /// <summary>Null for one that a schedule will make.</summary>
    public Backup? Backup { get; }

    /// <summary>The counts of the rule are about it.</summary>
    public bool IsCounted { get; }

    public DateTimeOffset At => Time.At;

    /// <summary>It stays whatever the counts say.</summary>
    public bool IsProtected => Time.IsProtected;

    /// <summary>Null if it stays.</summary>
    public DateTimeOffset? GoesAt { get; internal set; }

    /// <summary>It does not go before, because its deletion was undone, or has failed.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    internal MarkedTime Time { get; }

    public bool IsThere(DateTimeOffset moment) => At <= moment && !(GoesAt <= moment);

    internal static ForecastBackup Of(BackupFacts one, RetentionVerdict verdict, RetentionTerms terms, TimeZoneInfo zone)
    {
        var stays = one.IsPinned || one.IsRestored || verdict.Reason is RetentionReason.NotAllowed or RetentionReason.OtherRule;
        return new ForecastBackup(
            MarkedTime.Of(one.Backup.StartedAt, zone, stays), one.Backup,
            one.IsIn(terms) && one.Backup is { IsCompleted: true, KnownStart: not null })
        {
            HeldUntil = verdict.Reason is RetentionReason.Undone or RetentionReason.Failed ? verdict.Until : null,
        };
    }
}
