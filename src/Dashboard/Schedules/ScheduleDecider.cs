using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;
using BackupDashboard.Zones;

namespace BackupDashboard.Schedules;

// Decides what is due of one schedule: each time once for each box, whatever happens in between. What it has decided is in the journal
// under a name that is unique there, so that a crash, a clock that is set back or a second process cannot decide it again. Used by the
// runner alone.
internal sealed class ScheduleDecider(
    ScheduleHeads heads, ScheduleBoxes boxes, ScheduleHistory history, UnchangedBoxes unchanged, BackupOperations operations,
    OperationRequests requests, OperationJournal journal, ZoneMonitor zones, Permissions permissions, TimeProvider time)
{
    // Each costs two calls, one after the other: the rest is looked at in the next rounds, so that no schedule waits for another's boxes.
    private const int MostLooks = 20;

    // At the shortest interval, more than a year.
    private const int MostMerged = 50_000;

    private readonly Dictionary<Guid, (DateTimeOffset At, HashSet<BoxInZone> Decided)> _current = [];

    public async Task DecideAsync(Operation rule, CancellationToken cancellationToken)
    {
        // Right after a start no zone is known, and no box: what is due then must not pass for decided.
        if (zones.Account.AsOf is null || zones.Present.Any(zone => zone.PolledAt is null))
            return;

        var (schedule, now) = (rule.Schedule!, time.GetUtcNow());
        if (Recurrence.Of(schedule.Cron, schedule.TimeZone) is not { } times
            || await NextAsync(rule, times, now, cancellationToken) is not { } next || next > now || schedule.IsPaused(now))
            return;

        // The time zone's rules may have changed since the head was written: then it is no time of the schedule any longer.
        if (times.UpTo(now) is not { } at || at < next)
        {
            await WriteHeadAsync(rule, times.After(now));
            return;
        }

        var earlier = times.AllAfter(next.AddTicks(-1)).TakeWhile(one => one < at).Take(MostMerged).Count();
        var atNext = earlier > 0 ? await history.DecidedAsync(schedule.Id, next, cancellationToken) : [];
        var decided = await DecidedAsync(schedule.Id, at, cancellationToken);
        var cover = boxes.Of(schedule);
        var pass = new SchedulePass(schedule, at, now, journal.Current, zones.All, cover.Boxes);
        NudgeOldPicturesOf(cover);
        var isOver = now > pass.End;
        var isDone = isOver || cover.IsComplete;
        foreach (var box in cover.Boxes.Where(box => !decided.Contains(box.Key)))
        {
            var merged = earlier - (atNext.Contains(box.Key) ? 1 : 0);
            var isDecided = await DecideAsync(pass, box, new Occurrence(schedule.Id, at, merged), cancellationToken);
            if (isDecided)
                decided.Add(box.Key);
            isDone &= isDecided;
        }

        if (isDone)
            await WriteHeadAsync(rule, times.After(at));
    }

    // After a sleep every picture is old, and the next poll may be a while off.
    private void NudgeOldPicturesOf(ScheduleCover cover)
    {
        foreach (var zone in cover.Boxes.Where(box => box is { IsReadable: false, IsLost: false }).Select(box => box.Key.Zone).Distinct())
            zones.Nudge(zone);
    }

    // Returns whether it is decided now.
    private async Task<bool> DecideAsync(SchedulePass pass, CoveredBox box, Occurrence occurrence, CancellationToken cancellationToken)
    {
        var decision = pass.DecisionOn(box);
        if (decision.Step is Step.Start && pass.Schedule.ForcedAfter is not null)
        {
            if (pass.Looks++ >= MostLooks)
                return false;
            if (await unchanged.FindAsync(pass.Schedule, box, cancellationToken) is { } asGood)
                decision = new Decision(Step.Skip, new Reasons.NothingChanged(), asGood);
        }

        if (decision.Step is Step.Start)
        {
            var caller = new ScheduleCaller(pass.Schedule, occurrence, box.Key.KnowledgeBoxId);
            var started = await operations.StartAsync(
                caller, box.Key.Zone, box.Key.KnowledgeBoxId, evenIfRunning: true, cancellationToken);
            if (started.IsAccepted)
            {
                pass.Begins(box);
                return true;
            }

            decision = DecisionAfter(started.Problem!, pass);
        }

        return decision.Step is not Step.Wait
            && await RecordAsync(pass.Schedule, box, occurrence, decision, cancellationToken);
    }

    private static Decision DecisionAfter(OperationProblem refusal, SchedulePass pass)
    {
        if (refusal.Kind is ProblemKind.NotWritten)
            throw new StorageException(refusal.Text);
        if (refusal.Kind is ProblemKind.AlreadyRequested or ProblemKind.StillInProgress)
            return new Decision(Step.Skip, new Reasons.BackupInProgress());

        return refusal.Kind is ProblemKind.ZoneGone && pass.Now <= pass.End
            ? new Decision(Step.Wait)
            : new Decision(Step.Miss, new Reasons.NotRequested(refusal));
    }

    private async Task<bool> RecordAsync(
        Schedule schedule, CoveredBox box, Occurrence occurrence, Decision decision, CancellationToken cancellationToken)
    {
        var (zone, id) = box.Key;
        var caller = new ScheduleCaller(schedule, occurrence, id);
        var intent = requests.New(caller, OperationKind.Start, zone, OperationTarget.Occurrence(schedule.Id, zone, id), id, box.Slug) with
        {
            State = decision.Step is Step.Skip ? OperationState.Skipped : OperationState.Missed,
            Problem = decision.Why,
            BackupId = decision.AsGood?.Id,
            BackupStartedAt = decision.AsGood?.StartedAt,
            EndedAt = time.GetUtcNow(),
        };
        var recorded = await requests.RequestAsync(intent, permissions.OfTeam(schedule.Team), cancellationToken);
        return recorded.Problem is not { Kind: ProblemKind.NotWritten } notWritten ? true : throw new StorageException(notWritten.Text);
    }

    // Returns the first time that is not decided; null if there is none.
    private async Task<DateTimeOffset?> NextAsync(Operation rule, Recurrence times, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (schedule, head) = (rule.Schedule!, heads.Find(rule.Schedule!.Id));
        var next = head?.NextAt;
        if (head?.Version != rule.Id)
        {
            // A change while boxes still wait for their turn: they get it, unless the times are others now, or it is paused.
            if (next <= rule.RequestedAt && (times.UpTo(next.Value) != next || schedule.IsPaused(now)))
            {
                await EndAsync(schedule, next.Value, cancellationToken);
                next = null;
            }
            else if (next > rule.RequestedAt)
            {
                next = null;
            }

            next ??= times.After(Latest(rule.RequestedAt, schedule.PausedUntil, heads.NotBefore));
            await WriteHeadAsync(rule, next);
        }

        // A clock that was ahead has been set back: what was decided meanwhile is known, and the times before it are still to come.
        if (times.After(Latest(now, schedule.PausedUntil, heads.NotBefore)) is not { } soon || soon >= next)
            return next;

        await WriteHeadAsync(rule, soon);
        return soon;
    }

    private async Task EndAsync(Schedule schedule, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var decided = await history.DecidedAsync(schedule.Id, at, cancellationToken);
        foreach (var box in boxes.Of(schedule).Boxes.Where(box => !decided.Contains(box.Key)))
        {
            await RecordAsync(
                schedule, box, new Occurrence(schedule.Id, at), new Decision(Step.Skip, new Reasons.TimesChanged()), cancellationToken);
        }
    }

    private async Task<HashSet<BoxInZone>> DecidedAsync(Guid scheduleId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_current.GetValueOrDefault(scheduleId) is { Decided: { } known } current && current.At == at)
            return known;

        var decided = await history.DecidedAsync(scheduleId, at, cancellationToken);
        _current[scheduleId] = (at, decided);
        return decided;
    }

    private Task WriteHeadAsync(Operation rule, DateTimeOffset? next) => heads.WriteAsync(
        new ScheduleHead { ScheduleId = rule.Schedule!.Id, Version = rule.Id, NextAt = next ?? DateTimeOffset.MaxValue });

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other, DateTimeOffset third) =>
        new[] { one, other ?? DateTimeOffset.MinValue, third }.Max();
}
