using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Retention;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>A retention rule: it says which backups may go.</summary>
/// <param name="Id">What it is found by.</param>
/// <param name="Name">Unique in the account.</param>
/// <param name="Team">The team that it belongs to, and with whose rights it acts; null for the administrators.</param>
/// <param name="Description">The terms as sentences.</param>
/// <param name="Scope">Whose backups it is about.</param>
/// <param name="ScheduleId">The schedule, for the backups of one; null otherwise.</param>
/// <param name="Boxes">Boxes by their ids, and patterns of slugs; empty for the backups of a schedule.</param>
/// <param name="Keep">How many stay, by the periods that choose them.</param>
/// <param name="MinimumAgeSeconds">Younger backups never go.</param>
/// <param name="TimeZone">An IANA id: where days and weeks begin.</param>
/// <param name="State">Whether it deletes, and what holds it back.</param>
/// <param name="ArmedAt">Since when it deletes; null while it only shows what it would delete.</param>
/// <param name="PausedUntil">Nothing is deleted before; null if it is not paused.</param>
/// <param name="CreatedBy">Who has made it.</param>
/// <param name="Covers">How many boxes that you can view it is about now.</param>
/// <param name="Deletes">How many backups it deletes next, or would.</param>
internal sealed record RetentionBody(
    Guid Id,
    string Name,
    string? Team,
    string Description,
    RetentionScope Scope,
    Guid? ScheduleId,
    IReadOnlyList<ScheduleScopeBody> Boxes,
    IReadOnlyDictionary<RetentionPeriod, int> Keep,
    long MinimumAgeSeconds,
    string TimeZone,
    RetentionState State,
    DateTime? ArmedAt,
    DateTime? PausedUntil,
    PersonBody CreatedBy,
    int Covers,
    int Deletes)
{
    internal static RetentionBody Of(RetentionPlan plan, RetentionState state, string? schedule)
    {
        var (rule, terms) = (plan.Rule, plan.Rule.Terms);
        return new RetentionBody(
            rule.Id,
            rule.Name,
            rule.Team,
            RetentionWords.Of(terms, schedule),
            terms.Scope,
            terms.ScheduleId,
            [.. terms.Boxes.Select(scope => new ScheduleScopeBody(scope.Zone, scope.KnowledgeBoxId, scope.IsPattern ? scope.Slug : null))],
            Enum.GetValues<RetentionPeriod>().ToDictionary(period => period, terms.Keep.Of),
            (long)terms.MinimumAge.TotalSeconds,
            terms.TimeZone,
            state,
            rule.ArmedAt?.UtcDateTime,
            rule.PausedUntil?.UtcDateTime,
            PersonBody.Of(rule.CreatedBy),
            plan.Boxes.Count,
            plan.Count);
    }
}

/// <summary>What becomes of one backup by a retention rule, and why.</summary>
/// <param name="Zone">The zone's slug.</param>
/// <param name="KnowledgeBoxId">The box that it is a backup of.</param>
/// <param name="KnowledgeBoxSlug">The same, for people.</param>
/// <param name="BackupId">The backup's id.</param>
/// <param name="StartedAt">When it was started; null if that is not known.</param>
/// <param name="Goes">Whether it goes next.</param>
/// <param name="Reason">What keeps it, or that nothing does.</param>
/// <param name="Text">The same in words, such as `daily 3`.</param>
/// <param name="Until">Until when it stays for this reason; null where that is not known.</param>
internal sealed record RetentionVerdictBody(
    string Zone,
    string KnowledgeBoxId,
    string KnowledgeBoxSlug,
    string BackupId,
    DateTime? StartedAt,
    bool Goes,
    RetentionReason Reason,
    string Text,
    DateTime? Until)
{
    internal static RetentionVerdictBody Of(BoxPlan box, RetentionVerdict verdict) => new(
        box.Zone,
        box.KnowledgeBoxId,
        box.Slug,
        verdict.Backup.Id,
        verdict.Backup.KnownStart?.UtcDateTime,
        verdict.Goes && box.Wait is null,
        verdict.Reason,
        RetentionText.Short(verdict),
        verdict.Until?.UtcDateTime);
}

internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        api.MapRead("/retention", List).WithName("listRetentionRules").WithTags("Retention").WithMetadata(new Paged()).Refusing(400);
        api.MapRead("/retention/{id}", Get).WithName("getRetentionRule").WithTags("Retention").Refusing(400, 404);
        api.MapRead("/retention/{id}/plan", Plan).WithName("getRetentionPlan").WithTags("Retention").WithMetadata(new Paged())
            .Refusing(400, 404);
    }

    /// <summary>The retention rules that you can view, by name.</summary>
    public static Results<Tagged<Page<RetentionBody>>, ApiProblem> List(
        HttpContext context, JournalViews journal, RetentionViews retention, Permissions permissions)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        var known = journal.Of(viewer);
        var all = known.RetentionRules.Select(rule => rule.Retention!)
            .OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).ToList();
        paging.Link(context, all.Count);
        return new Tagged<Page<RetentionBody>>(
            paging.Of([.. all.Skip(paging.Skipped).Take(paging.Size).Select(rule => Body(rule, known, retention, viewer))], all.Count),
            asOf: null);
    }

    /// <summary>One retention rule.</summary>
    /// <param name="id">The rule's id.</param>
    public static Results<Tagged<RetentionBody>, ApiProblem> Get(
        HttpContext context, string id, JournalViews journal, RetentionViews retention, Permissions permissions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        var known = journal.Of(viewer);
        return Find(known, id) is { } rule
            ? new Tagged<RetentionBody>(Body(rule, known, retention, viewer), asOf: null)
            : ApiProblems.Of(RuleProblems.NoRetention);
    }

    /// <summary>What becomes of each backup by the rule, those of boxes of which something goes first.</summary>
    /// <param name="id">The rule's id.</param>
    public static Results<Tagged<Page<RetentionVerdictBody>>, ApiProblem> Plan(
        HttpContext context, string id, JournalViews journal, RetentionViews retention, Permissions permissions)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        if (Find(journal.Of(viewer), id) is not { } rule)
            return ApiProblems.Of(RuleProblems.NoRetention);

        var all = retention.PlanOf(rule, viewer).Boxes.SelectMany(box => box.Verdicts, (box, verdict) => (box, verdict))
            .Where(one => one.verdict.Reason is not RetentionReason.Outside).ToList();
        paging.Link(context, all.Count);
        return new Tagged<Page<RetentionVerdictBody>>(
            paging.Of(
                [.. all.Skip(paging.Skipped).Take(paging.Size).Select(one => RetentionVerdictBody.Of(one.box, one.verdict))], all.Count),
            asOf: null);
    }

    private static RetentionBody Body(RetentionRule rule, JournalSnapshot journal, RetentionViews retention, Grants viewer)
    {
        var plan = retention.PlanOf(rule, viewer);
        return RetentionBody.Of(
            plan, retention.StateOf(plan), rule.Terms.ScheduleId is { } schedule ? journal.ScheduleOf(schedule)?.Schedule?.Name : null);
    }

    private static RetentionRule? Find(JournalSnapshot journal, string id) =>
        Guid.TryParse(id, out var known) ? journal.RetentionOf(known)?.Retention : null;
}
