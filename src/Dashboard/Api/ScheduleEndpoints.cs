using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>A schedule: it backs up knowledge boxes at times that come again and again.</summary>
/// <param name="Id">What it is found by.</param>
/// <param name="Name">Unique in the account.</param>
/// <param name="Team">The team that it belongs to, and with whose rights it acts; null for the administrators.</param>
/// <param name="Description">The whole rule as a sentence.</param>
/// <param name="Boxes">Boxes by their ids, and patterns of slugs.</param>
/// <param name="Cron">Five fields.</param>
/// <param name="TimeZone">An IANA id, such as `Europe/Paris`.</param>
/// <param name="StartWindowSeconds">How long after its time a backup may still be started; later it is missed.</param>
/// <param name="SpreadSeconds">The part of the window over which the boxes are spread.</param>
/// <param name="MostInZone">The most backups of it in progress at once in a zone.</param>
/// <param name="MostInAll">The most backups of it in progress at once in all zones.</param>
/// <param name="ForcedAfterSeconds">
/// A box in which nothing has changed is skipped while its newest backup is younger; null if every time makes a backup.
/// </param>
/// <param name="PausedUntil">Nothing is started before; null if it is not paused.</param>
/// <param name="Skipped">A time at which nothing will be started; null if there is none.</param>
/// <param name="CreatedBy">Who has made it.</param>
/// <param name="Covers">How many boxes that you can view it covers now.</param>
/// <param name="NextRuns">The next times, up to 20; none if its time zone is not known on the server.</param>
internal sealed record ScheduleBody(
    Guid Id,
    string Name,
    string? Team,
    string Description,
    IReadOnlyList<ScheduleScopeBody> Boxes,
    string Cron,
    string TimeZone,
    long StartWindowSeconds,
    long SpreadSeconds,
    int MostInZone,
    int MostInAll,
    long? ForcedAfterSeconds,
    DateTime? PausedUntil,
    DateTime? Skipped,
    PersonBody CreatedBy,
    int Covers,
    IReadOnlyList<DateTime> NextRuns)
{
    private const int Runs = 20;

    internal static ScheduleBody Of(Schedule schedule, ScheduleCover cover, DateTimeOffset now) => new(
        schedule.Id,
        schedule.Name,
        schedule.Team,
        ScheduleWords.Of(schedule),
        [.. schedule.Boxes.Select(scope => new ScheduleScopeBody(
            scope.Zone, scope.KnowledgeBoxId, scope.IsPattern ? scope.Slug : null))],
        schedule.Cron,
        schedule.TimeZone,
        (long)schedule.StartWindow.TotalSeconds,
        (long)schedule.Spread.TotalSeconds,
        schedule.MostInZone,
        schedule.MostInAll,
        (long?)schedule.ForcedAfter?.TotalSeconds,
        schedule.PausedUntil?.UtcDateTime,
        schedule.Skipped?.UtcDateTime,
        PersonBody.Of(schedule.CreatedBy),
        cover.Boxes.Count,
        [.. ComingRun.Of(schedule, now, Runs).Select(run => run.At.UtcDateTime)]);
}

/// <summary>One knowledge box, or all whose slugs match a pattern.</summary>
/// <param name="Zone">The zone's slug; `*` for every zone.</param>
/// <param name="KnowledgeBoxId">Of the one box; null for a pattern.</param>
/// <param name="SlugPattern">In which `*` stands for any characters; null for one box.</param>
internal sealed record ScheduleScopeBody(string Zone, string? KnowledgeBoxId, string? SlugPattern);

/// <summary>What came of one time of a schedule, over the boxes that you can view.</summary>
/// <param name="At">The time.</param>
/// <param name="Boxes">How many boxes it was decided for.</param>
/// <param name="Counts">How many of their operations are in which state.</param>
internal sealed record ScheduleTimeBody(DateTime At, int Boxes, IReadOnlyDictionary<OperationState, int> Counts);

internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        api.MapRead("/schedules", List).WithName("listSchedules").WithTags("Schedules").WithMetadata(new Paged()).Refusing(400);
        api.MapRead("/schedules/{id}", Get).WithName("getSchedule").WithTags("Schedules").Refusing(400, 404);
        api.MapRead("/schedules/{id}/times", TimesAsync).WithName("listScheduleTimes").WithTags("Schedules").Refusing(400, 404, 503);
    }

    /// <summary>The schedules that you can view, by name.</summary>
    public static Results<Tagged<Page<ScheduleBody>>, ApiProblem> List(
        HttpContext context, JournalViews journal, ScheduleViews schedules, Permissions permissions, TimeProvider time)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        var all = journal.Of(viewer).Schedules.Select(rule => rule.Schedule!)
            .OrderBy(schedule => schedule.Name, StringComparer.OrdinalIgnoreCase).ToList();
        paging.Link(context, all.Count);
        return new Tagged<Page<ScheduleBody>>(
            paging.Of(
                [.. all.Skip(paging.Skipped).Take(paging.Size)
                    .Select(schedule => ScheduleBody.Of(schedule, schedules.CoverOf(schedule, viewer), time.GetUtcNow()))],
                all.Count),
            asOf: null);
    }

    /// <summary>One schedule.</summary>
    /// <param name="id">The schedule's id.</param>
    public static Results<Tagged<ScheduleBody>, ApiProblem> Get(
        HttpContext context, string id, JournalViews journal, ScheduleViews schedules, Permissions permissions, TimeProvider time)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        return Find(journal, viewer, id) is { } schedule
            ? new Tagged<ScheduleBody>(ScheduleBody.Of(schedule, schedules.CoverOf(schedule, viewer), time.GetUtcNow()), asOf: null)
            : ApiProblems.Of(RuleProblems.NoSchedule);
    }

    /// <summary>The latest 30 times of a schedule that were decided, the newest first.</summary>
    /// <param name="id">The schedule's id.</param>
    public static async Task<Results<Tagged<IReadOnlyList<ScheduleTimeBody>>, ApiProblem>> TimesAsync(
        HttpContext context, string id, JournalViews journal, ScheduleHistory history, Permissions permissions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var viewer = permissions.Of(context.User);
        if (Find(journal, viewer, id) is not { } schedule)
            return ApiProblems.Of(RuleProblems.NoSchedule);

        var times = await history.LatestAsync(schedule.Id, viewer, context.RequestAborted);
        return new Tagged<IReadOnlyList<ScheduleTimeBody>>(
            [.. times.Select(one => new ScheduleTimeBody(one.At.UtcDateTime, one.Boxes, one.Counts))], asOf: null);
    }

    private static Schedule? Find(JournalViews journal, Grants viewer, string id) =>
        Guid.TryParse(id, out var known) ? journal.Of(viewer).ScheduleOf(known)?.Schedule : null;
}
