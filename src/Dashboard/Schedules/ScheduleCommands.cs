using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;

namespace BackupDashboard.Schedules;

/// <summary>
/// Sets, pauses, skips and deletes schedules. Each change is an operation of the journal, and nothing is sent. What the caller cannot view
/// is treated as missing. Deleting a schedule deletes no backup.
/// </summary>
public sealed class ScheduleCommands(
    CommandGuard guard, RuleGuard rules, OperationJournal journal, ScheduleBoxes boxes, ApprovalGate gate, OperationRequests requests,
    TimeProvider time)
{
    /// <summary>Creates a schedule, or changes one.</summary>
    /// <param name="wanted">Its pause, its creator and the slugs of its boxes come from what is there.</param>
    /// <param name="seen">The operation that had set it when the caller looked at it; null for a new one.</param>
    public async Task<RequestResult> SetAsync(Caller caller, Schedule wanted, Guid? seen, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);

        var before = Find(confirmed.Grants, wanted.Id);
        if (before is null && (seen is not null || journal.Current.ScheduleOf(wanted.Id) is not null))
            return RequestResult.Refused(RuleProblems.NoSchedule);
        if (before is not null && before.Id != seen)
            return RequestResult.Refused(new RuleProblems.ScheduleChanged());

        var schedule = wanted with
        {
            Name = PlainText.Title(wanted.Name),
            CreatedBy = before?.Schedule!.CreatedBy ?? caller.Actor,
            PausedUntil = before?.Schedule!.PausedUntil,
            Skipped = null,
        };
        var obstacle = (ScheduleRules.ProblemOf(schedule, time.GetUtcNow()) is { } why ? Problems.RuleInvalid(why) : null)
            ?? (before is null ? null : ProblemOfOwner(caller, confirmed.Grants, before.Schedule!))
            ?? ProblemOfOwner(caller, confirmed.Grants, schedule) ?? ProblemOfBoxes(caller, ref schedule);
        return obstacle is not null
            ? RequestResult.Refused(obstacle)
            : await WriteAsync(caller, OperationKind.SetSchedule, before?.Schedule, schedule, confirmed.Grants, cancellationToken);
    }

    /// <param name="until">A pause always has an end.</param>
    public Task<RequestResult> PauseAsync(Caller caller, Guid id, DateTimeOffset until, CancellationToken cancellationToken) =>
        ChangeAsync(caller, id, schedule => until <= time.GetUtcNow() || until > time.GetUtcNow().AddDays(ScheduleRules.LongestPauseDays)
            ? null
            : schedule with { PausedUntil = until }, RuleProblems.PauseEnd(ScheduleRules.LongestPauseDays), cancellationToken);

    /// <summary>Ends a pause. Nothing runs at once: the next time is the next one of the schedule.</summary>
    public Task<RequestResult> ResumeAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(
            caller, id, schedule => schedule.PausedUntil is null ? null : schedule with { PausedUntil = null }, RuleProblems.NotPaused,
            cancellationToken);

    /// <param name="at">A time of the schedule that has not come yet; null to skip none any longer.</param>
    public Task<RequestResult> SkipAsync(Caller caller, Guid id, DateTimeOffset? at, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        id,
        schedule => at is null || (at > time.GetUtcNow() && Recurrence.Of(schedule.Cron, schedule.TimeZone)?.UpTo(at.Value) == at)
            ? schedule with { Skipped = at }
            : null,
        RuleProblems.NoSuchTime,
        cancellationToken);

    public async Task<RequestResult> DeleteAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (Find(confirmed.Grants, id) is not { Schedule: { } schedule })
            return RequestResult.Refused(RuleProblems.NoSchedule);

        return ProblemOfOwner(caller, confirmed.Grants, schedule) is { } obstacle
            ? RequestResult.Refused(obstacle)
            : await WriteAsync(caller, OperationKind.DeleteSchedule, schedule, schedule, confirmed.Grants, cancellationToken);
    }

    private async Task<RequestResult> ChangeAsync(
        Caller caller, Guid id, Func<Schedule, Schedule?> change, OperationProblem impossible, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (Find(confirmed.Grants, id) is not { Schedule: { } before })
            return RequestResult.Refused(RuleProblems.NoSchedule);
        if (ProblemOfOwner(caller, confirmed.Grants, before) is { } obstacle)
            return RequestResult.Refused(obstacle);

        return change(before) is { } changed
            ? await WriteAsync(caller, OperationKind.SetSchedule, before, changed, confirmed.Grants, cancellationToken)
            : RequestResult.Refused(impossible);
    }

    private Operation? Find(Grants grants, Guid id) => journal.Current.VisibleTo(grants).ScheduleOf(id);

    private OperationProblem? ProblemOfOwner(Caller caller, Grants grants, Schedule schedule) =>
        rules.ProblemOfOwner(caller, grants, schedule.Team, Right.Backup);

    // schedule: gets the slugs of its boxes as they are now.
    private OperationProblem? ProblemOfBoxes(Caller caller, ref Schedule schedule)
    {
        var team = schedule.Team;
        var (boxes, problem) = rules.BoxesOf(
            caller, team, Right.Backup, schedule.Boxes, slug => RuleProblems.ScheduleTooWide(slug, team));
        schedule = schedule with { Boxes = boxes };
        return problem;
    }

    private Task<RequestResult> WriteAsync(
        Caller caller, OperationKind kind, Schedule? before, Schedule schedule, Grants grants, CancellationToken cancellationToken) =>
        requests.RequestAsync(
            gate.Ask(
                requests.New(caller, kind, BoxScope.EveryZone, schedule.Target, "", SlugPattern.Everything) with
                {
                    Schedule = schedule,
                    ScheduleBefore = before,
                    State = OperationState.Succeeded,
                    EndedAt = time.GetUtcNow(),
                },
                NeedsApproval(before, kind is OperationKind.DeleteSchedule ? null : schedule) ? [ApprovalReason.Schedule] : [],
                together: []),
            grants,
            cancellationToken);

    /// <summary>Whether it takes a second person: boxes would be covered no longer.</summary>
    /// <param name="after">Null if it is deleted.</param>
    public bool NeedsApproval(Schedule? before, Schedule? after) =>
        gate.Policy.Schedules && before is not null && boxes.CoversMore(before, after);

    internal static bool MayChange(Grants grants, string? team) => grants.MayPlanFor(team, Right.Backup);
}
