using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Shell;

namespace BackupDashboard.Schedules;

// The alarms about schedules: one a schedule and a kind, whatever the number of its boxes. By the state of things, so that one that could
// not be raised is raised in the next round. Used by the runner alone.
internal sealed class ScheduleAlarms(
    OperationJournal journal, ScheduleBoxes boxes, ScheduleHistory history, AlarmStore alarms, Permissions permissions, TimeProvider time)
{
    private static readonly TimeSpan RemindOfPauseAfter = TimeSpan.FromDays(7);

    // One list may be cut short: what is missing has to be missing for a while.
    private static readonly TimeSpan MissingFor = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LookAtBoxesEvery = TimeSpan.FromMinutes(1);

    private static readonly AlarmKind[] Kinds =
        [AlarmKind.ScheduleMissed, AlarmKind.ScheduleInvalid, AlarmKind.ScheduleUncovered, AlarmKind.SchedulePaused];

    private readonly Dictionary<Guid, DateTimeOffset> _uncoveredSince = [];
    private readonly Dictionary<Guid, (Guid Rule, DateTimeOffset At, AlarmNews? News)> _uncovered = [];
    private readonly Dictionary<Guid, (Traces Seen, AlarmNews? News)> _missed = [];

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var rules = journal.Current.Schedules.ToList();
        var traces = journal.Current.Operations.Values.Where(operation => operation.Occurrence is not null)
            .GroupBy(operation => operation.Occurrence!.ScheduleId).ToDictionary(same => same.Key, Traces.Of);
        var news = new List<AlarmNews>();
        foreach (var rule in rules)
        {
            news.AddRange(new[] { Invalid(rule), Paused(rule), Uncovered(rule) }.OfType<AlarmNews>());
            if (await MissedAsync(rule, traces.GetValueOrDefault(rule.Schedule!.Id), cancellationToken) is { } missed)
                news.Add(missed);
        }

        await alarms.RaiseAsync(news, cancellationToken);
        var raised = news.Select(one => one.Key).ToHashSet();
        await alarms.EndAsync(
            [.. alarms.Current.Open.Keys.Where(key => Kinds.Contains(key.Kind) && !raised.Contains(key))], cancellationToken);
        foreach (var gone in _missed.Keys.Except(rules.Select(rule => rule.Schedule!.Id)).ToList())
        {
            _missed.Remove(gone);
            _uncovered.Remove(gone);
            _uncoveredSince.Remove(gone);
        }
    }

    private static AlarmNews? Invalid(Operation rule) => Recurrence.Of(rule.Schedule!.Cron, rule.Schedule.TimeZone) is not null
        ? null
        : Of(
            AlarmKind.ScheduleInvalid, rule.Schedule,
            $"starts nothing: its time zone '{rule.Schedule.TimeZone}' is not known on this machine. Choose another one, or update the "
                + "machine's time zone data.");

    private AlarmNews? Paused(Operation rule) =>
        rule.Schedule!.IsPaused(time.GetUtcNow()) && time.GetUtcNow() - rule.RequestedAt > RemindOfPauseAfter
            ? Of(
                AlarmKind.SchedulePaused, rule.Schedule,
                $"has been paused for more than {Format.Duration(RemindOfPauseAfter)}, until "
                    + $"{ViewerTime.Utc(rule.Schedule.PausedUntil!.Value)}.")
            : null;

    // Not in every round: it looks at every box.
    private AlarmNews? Uncovered(Operation rule)
    {
        var (id, now) = (rule.Schedule!.Id, time.GetUtcNow());
        if (!_uncovered.TryGetValue(id, out var known) || known.Rule != rule.Id || (now - known.At).Duration() >= LookAtBoxesEvery)
            _uncovered[id] = known = (rule.Id, now, UncoveredNow(rule.Schedule!));
        return known.News;
    }

    private AlarmNews? UncoveredNow(Schedule schedule)
    {
        var cover = boxes.Of(schedule);
        if (cover.Gone.Count + cover.Outside.Count == 0)
        {
            // What cannot be read at the moment has not come back.
            if (cover.IsComplete)
                _uncoveredSince.Remove(schedule.Id);
            return null;
        }

        var now = time.GetUtcNow();
        _uncoveredSince.TryAdd(schedule.Id, now);
        if ((now - _uncoveredSince[schedule.Id]).Duration() < MissingFor)
            return null;

        var reasons = new[]
        {
            cover.Gone.Count > 0 ? $"{Format.Count(cover.Gone.Count, "knowledge box")} that it names no longer exist" : "",
            cover.Outside.Count > 0
                ? permissions.OfTeam(schedule.Team).Teams.Count == 0
                    ? $"there is no team '{schedule.Team}' any longer"
                    : $"{Format.Count(cover.Outside.Count, "knowledge box")} may no longer be backed up by its team"
                : "",
        };
        return Of(
            AlarmKind.ScheduleUncovered, schedule,
            $"no longer covers all that it was set up for: {string.Join("; ", reasons.Where(reason => reason.Length > 0))}. Change the "
                + "schedule, or delete it; no backup is deleted with it.");
    }

    // By the latest time that was decided: the alarm is over when a later one has gone well.
    private async Task<AlarmNews?> MissedAsync(Operation rule, Traces traces, CancellationToken cancellationToken)
    {
        var schedule = rule.Schedule!;
        if (_missed.TryGetValue(schedule.Id, out var known) && known.Seen == traces)
            return known.News;

        var latest = await history.LatestAsync(schedule.Id, cancellationToken);
        var news = latest is { NotDone: > 0 } ? await MissedAsync(schedule, latest, cancellationToken) : null;
        _missed[schedule.Id] = (traces, news);
        return news;
    }

    private async Task<AlarmNews> MissedAsync(Schedule schedule, OccurrenceSummary latest, CancellationToken cancellationToken)
    {
        var one = await history.FaultAtAsync(schedule.Id, latest.At, cancellationToken);
        return Of(
            AlarmKind.ScheduleMissed, schedule,
            $"did not back up {Format.Count(latest.NotDone)} of {Format.Count(latest.Boxes, "knowledge box")} at its time "
                + $"{ViewerTime.Utc(latest.At)}. {one?.Problem?.Text}".TrimEnd());
    }

    // What the journal holds in memory of a schedule, to notice that something has changed.
    private readonly record struct Traces(int Operations, int Open, DateTimeOffset Latest)
    {
        public static Traces Of(IEnumerable<Operation> operations)
        {
            var all = operations.ToList();
            return new Traces(
                all.Count, all.Count(operation => operation.IsActive), all.Max(operation => operation.EndedAt ?? operation.RequestedAt));
        }
    }

    // For the members of its team; without one, for those who can view everything.
    private static AlarmNews Of(AlarmKind kind, Schedule schedule, string text) =>
        new(new AlarmKey(kind, "", schedule.Id.ToString()), $"Schedule '{schedule.Name}' {text}")
        {
            Team = schedule.Team ?? "",
            FollowsState = true,
        };
}
