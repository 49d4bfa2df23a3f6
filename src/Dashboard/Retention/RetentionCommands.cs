using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;

namespace BackupDashboard.Retention;

/// <summary>
/// Sets, arms, pauses, releases and deletes retention rules. Each change is an operation of the journal, and nothing is sent: the runner
/// deletes by the rules that are armed. What the caller cannot view is treated as missing. Deleting a rule deletes no backup.
/// </summary>
public sealed class RetentionCommands(
    CommandGuard guard, RuleGuard rules, OperationJournal journal, ApprovalGate gate, OperationRequests requests, RetentionPlanner planner,
    TimeProvider time)
{
    /// <summary>Creates a rule, which then only shows what it would delete, or changes the terms of one.</summary>
    /// <param name="wanted">Its state, its creator and the slugs of its boxes come from what is there.</param>
    /// <param name="seen">The operation that had set it when the caller looked at it; null for a new one.</param>
    public async Task<RequestResult> SetAsync(Caller caller, RetentionRule wanted, Guid? seen, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);

        var before = Find(confirmed.Grants, wanted.Id);
        if (before is null && (seen is not null || journal.Current.RetentionOf(wanted.Id) is not null))
            return RequestResult.Refused(RuleProblems.NoRetention);
        if (before is not null && before.Id != seen)
            return RequestResult.Refused(new RuleProblems.RetentionChanged());

        var rule = new RetentionRule
        {
            Id = wanted.Id,
            Name = PlainText.Title(wanted.Name),
            Team = wanted.Team,
            CreatedBy = before?.Retention!.CreatedBy ?? caller.Actor,
            Terms = wanted.Terms,
            ArmedAt = before?.Retention!.ArmedAt,
            PausedUntil = before?.Retention!.PausedUntil,
            Released = before?.Retention!.Released,
        };
        var obstacle = (RetentionRules.ProblemOf(rule) is { } why ? Problems.RuleInvalid(why) : null)
            ?? (before is null ? null : ProblemOfOwner(caller, confirmed.Grants, before.Retention!))
            ?? ProblemOfOwner(caller, confirmed.Grants, rule) ?? ProblemOfBoxes(caller, confirmed.Grants, ref rule);
        if (obstacle is not null)
            return RequestResult.Refused(obstacle);

        rule = before is null ? rule : RetentionRules.Changed(before.Retention!, rule, time.GetUtcNow());
        return await WriteAsync(caller, OperationKind.SetRetention, before?.Retention, rule, confirmed.Grants, cancellationToken);
    }

    /// <summary>Lets a rule delete from now on.</summary>
    /// <param name="seenHash">Of the plan that the person has seen: another one is refused.</param>
    public Task<RequestResult> ArmAsync(Caller caller, Guid id, string seenHash, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, rule => rule.IsArmed ? (null, RuleProblems.AlreadyArmed)
            : Confirmed(caller, rule with { ArmedAt = time.GetUtcNow() }, seenHash), cancellationToken);

    /// <summary>Lets a plan pass that waits for a person.</summary>
    /// <param name="seenHash">Of the plan that the person has seen: another one is refused.</param>
    public Task<RequestResult> ReleaseAsync(Caller caller, Guid id, string seenHash, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, rule => !rule.IsArmed ? (null, RuleProblems.NotArmed)
            : !planner.PlanOf(rule).IsBraked ? (null, RuleProblems.NotBraked)
            : Confirmed(caller, rule, seenHash), cancellationToken);

    /// <summary>From now on it only shows what it would delete.</summary>
    public Task<RequestResult> DisarmAsync(Caller caller, Guid id, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, rule => !rule.IsArmed ? (null, RuleProblems.NotArmed)
            : (rule with { ArmedAt = null, Released = null, Before = null, ChangedFrom = null }, null), cancellationToken);

    /// <param name="until">A pause always has an end.</param>
    public Task<RequestResult> PauseAsync(Caller caller, Guid id, DateTimeOffset until, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, rule => until <= time.GetUtcNow() || until > time.GetUtcNow().AddDays(RetentionRules.LongestPauseDays)
            ? (null, RuleProblems.PauseEnd(RetentionRules.LongestPauseDays))
            : (rule with { PausedUntil = until }, null), cancellationToken);

    public Task<RequestResult> ResumeAsync(Caller caller, Guid id, CancellationToken cancellationToken) => ChangeAsync(
        caller, id, rule => rule.PausedUntil is null ? (null, RuleProblems.NotPaused) : (rule with { PausedUntil = null }, null),
        cancellationToken);

    public async Task<RequestResult> DeleteAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        return confirmed.Problem is { } problem ? RequestResult.Refused(problem)
            : Find(confirmed.Grants, id) is not { Retention: { } rule } ? RequestResult.Refused(RuleProblems.NoRetention)
            : ProblemOfOwner(caller, confirmed.Grants, rule) is { } obstacle ? RequestResult.Refused(obstacle)
            : await WriteAsync(caller, OperationKind.DeleteRetention, rule, rule, confirmed.Grants, cancellationToken);
    }

    private (RetentionRule?, OperationProblem?) Confirmed(Caller caller, RetentionRule rule, string seenHash)
    {
        var plan = planner.PlanOf(rule);
        return plan.Hash == seenHash
            ? (rule with { Released = new ReleasedPlan(plan.Hash, plan.Count, caller.Actor, time.GetUtcNow()) }, null)
            : (null, RuleProblems.PlanChanged);
    }

    private async Task<RequestResult> ChangeAsync(
        Caller caller, Guid id, Func<RetentionRule, (RetentionRule? Changed, OperationProblem? Problem)> change,
        CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (Find(confirmed.Grants, id) is not { Retention: { } before })
            return RequestResult.Refused(RuleProblems.NoRetention);
        if (ProblemOfOwner(caller, confirmed.Grants, before) is { } obstacle)
            return RequestResult.Refused(obstacle);

        var (changed, impossible) = change(before);
        return changed is not null
            ? await WriteAsync(caller, OperationKind.SetRetention, before, changed, confirmed.Grants, cancellationToken)
            : RequestResult.Refused(impossible!);
    }

    private Operation? Find(Grants grants, Guid id) => journal.Current.VisibleTo(grants).RetentionOf(id);

    private OperationProblem? ProblemOfOwner(Caller caller, Grants grants, RetentionRule rule) =>
        rules.ProblemOfOwner(caller, grants, rule.Team, Right.Delete);

    // rule: gets the slugs of its boxes as they are now.
    private OperationProblem? ProblemOfBoxes(Caller caller, Grants viewer, ref RetentionRule rule)
    {
        if (rule.Terms.Scope is RetentionScope.Schedule)
        {
            rule = rule with { Terms = rule.Terms with { Boxes = [] } };
            return journal.Current.VisibleTo(viewer).ScheduleOf(rule.Terms.ScheduleId!.Value) is null ? RuleProblems.NoSchedule : null;
        }

        var team = rule.Team;
        var (boxes, problem) = rules.BoxesOf(
            caller, team, Right.Delete, rule.Terms.Boxes, slug => RuleProblems.RetentionTooWide(slug, team));
        rule = rule with { Terms = rule.Terms with { ScheduleId = null, Boxes = boxes } };
        return problem;
    }

    private Task<RequestResult> WriteAsync(
        Caller caller, OperationKind kind, RetentionRule? before, RetentionRule rule, Grants grants, CancellationToken cancellationToken) =>
        requests.RequestAsync(
            gate.Ask(
                requests.New(caller, kind, BoxScope.EveryZone, rule.Target, "", SlugPattern.Everything) with
                {
                    Retention = rule,
                    RetentionBefore = before,
                    State = OperationState.Succeeded,
                    EndedAt = time.GetUtcNow(),
                },
                NeedsApproval(kind, before, rule) ? [ApprovalReason.Retention] : [],
                together: []),
            grants,
            cancellationToken);

    /// <summary>Whether it takes a second person to arm a rule.</summary>
    public bool NeedsApprovalToArm => gate.Policy.Retention;

    // It is armed, or what is armed gets other terms.
    private bool NeedsApproval(OperationKind kind, RetentionRule? before, RetentionRule rule) =>
        gate.Policy.Retention && kind is OperationKind.SetRetention && rule.IsArmed
        && (before is not { IsArmed: true } || before.Team != rule.Team || !before.Terms.IsSameAs(rule.Terms));

    internal static bool MayChange(Grants grants, string? team) => grants.MayPlanFor(team, Right.Delete);
}
