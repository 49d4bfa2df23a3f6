using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Coverage;

/// <summary>
/// Sets goals and exemptions, for boxes and for patterns of slugs. Each change is an operation of the journal, and nothing is sent. What
/// the caller cannot view is treated as missing.
/// </summary>
public sealed class Goals(CommandGuard guard, ZoneViews zones, OperationJournal journal, OperationRequests requests, TimeProvider time)
{
    private const string Goal = "goal";
    private const string Exemption = "exemption";

    public Task<BatchResult> SetAsync(Caller caller, IReadOnlyList<BoxScope> scopes, Goal goal, CancellationToken cancellationToken) =>
        EachAsync(caller, scopes, GoalRules.ProblemOf(goal, time.GetUtcNow()), (grants, scope, batch) =>
            (ProblemOf(caller, grants, ref scope) ?? GoalRules.ProblemOf(goal, scope, journal.Current, time.GetUtcNow())) is { } problem
                ? Refuse(problem)
                : WriteAsync(New(caller, OperationKind.SetGoal, scope, Goal, batch) with { Goal = goal }, grants, cancellationToken),
            cancellationToken);

    public Task<RequestResult> ClearAsync(Caller caller, BoxScope scope, CancellationToken cancellationToken) =>
        EndAsync(caller, OperationKind.ClearGoal, scope, Goal, Problems.NoGoal, cancellationToken);

    /// <param name="reason">Kept in the journal.</param>
    /// <param name="until">From then on the goal counts again.</param>
    public Task<BatchResult> ExemptAsync(
        Caller caller, IReadOnlyList<BoxScope> scopes, string reason, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (plain, now) = (PlainText.Title(reason), time.GetUtcNow());
        var problem = plain.Length == 0 ? Problems.ReasonMissing
            : until <= now || until > now.AddDays(GoalRules.LongestExemptionDays) ? Problems.ExemptionEnd(GoalRules.LongestExemptionDays)
            : null;
        return EachAsync(caller, scopes, problem, (grants, scope, batch) => ProblemOf(caller, grants, ref scope) is { } missing
            ? Refuse(missing)
            : WriteAsync(
                New(caller, OperationKind.Exempt, scope, Exemption, batch) with { Reason = plain, ExemptUntil = until }, grants,
                cancellationToken),
            cancellationToken);
    }

    public Task<RequestResult> EndExemptionAsync(Caller caller, BoxScope scope, CancellationToken cancellationToken) =>
        EndAsync(caller, OperationKind.EndExemption, scope, Exemption, Problems.NoExemption, cancellationToken);

    // Each on its own: one that is refused does not stop the others.
    private async Task<BatchResult> EachAsync(
        Caller caller, IReadOnlyList<BoxScope> scopes, OperationProblem? problem,
        Func<Grants, BoxScope, Guid?, Task<RequestResult>> changeAsync, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if ((confirmed.Problem ?? problem) is { } obstacle)
            return new BatchResult([], obstacle);
        if (scopes.Count > BackupOperations.MaximumAtOnce)
            return new BatchResult([], Problems.TooMany(BackupOperations.MaximumAtOnce));

        var batch = scopes.Count > 1 ? Guid.NewGuid() : default(Guid?);
        var results = new List<RequestResult>();
        foreach (var scope in scopes)
            results.Add(await changeAsync(confirmed.Grants, scope, batch));
        return new BatchResult(results, null);
    }

    // From the rule, not from the zone, so that the goal of a vanished box can be removed as well.
    private async Task<RequestResult> EndAsync(
        Caller caller, OperationKind kind, BoxScope scope, string what, OperationProblem missing, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (journal.Current.VisibleTo(confirmed.Grants).InForceFor(scope.Target(what)) is not { } rule)
            return RequestResult.Refused(missing);
        if (!confirmed.Grants.May(Right.Plan, rule.Zone, rule.KnowledgeBoxSlug))
            return RequestResult.Refused(guard.Missing(caller, Right.Plan, rule.Zone, rule.KnowledgeBoxSlug));

        var end = New(caller, kind, scope with { Slug = rule.KnowledgeBoxSlug }, what, batch: null);
        return await WriteAsync(end, confirmed.Grants, cancellationToken);
    }

    // scope: gets the box's slug as it is now.
    private OperationProblem? ProblemOf(Caller caller, Grants grants, ref BoxScope scope)
    {
        if (scope.Zone != BoxScope.EveryZone || !scope.IsPattern)
        {
            if (zones.Find(scope.Zone, grants)?.Current is not { } zone)
                return new Problems.NoZone(scope.Zone);
            if (scope.KnowledgeBoxId is { } id)
            {
                if (!zone.KnowledgeBoxes.TryGetValue(id, out var box) || box.IsAgent)
                    return new Problems.NoBox(scope.Zone);

                scope = scope with { Slug = box.Slug };
            }
        }

        return scope.IsPattern && !SlugPattern.IsValid(scope.Slug) ? Problems.PatternInvalid(scope.Slug)
            : grants.May(Right.Plan, scope.Zone, scope.Slug) ? null
            : guard.Missing(caller, Right.Plan, scope.Zone, scope.Slug) is var missing && scope.IsPattern && grants.MayAnywhere(Right.Plan)
                ? missing with { Text = Problems.PatternTooWide(scope.Slug) }
                : missing;
    }

    private Operation New(Caller caller, OperationKind kind, BoxScope scope, string what, Guid? batch) =>
        requests.New(caller, kind, scope.Zone, scope.Target(what), scope.KnowledgeBoxId ?? "", scope.Slug) with
        {
            BatchId = batch,
            State = OperationState.Succeeded,
            EndedAt = time.GetUtcNow(),
        };

    private Task<RequestResult> WriteAsync(Operation intent, Grants grants, CancellationToken cancellationToken) =>
        requests.RequestAsync(intent, grants, cancellationToken);

    private static Task<RequestResult> Refuse(OperationProblem problem) => Task.FromResult(RequestResult.Refused(problem));
}
