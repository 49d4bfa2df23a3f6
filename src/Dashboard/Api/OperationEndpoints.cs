using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        api.MapRead("/operations", ListAsync).WithName("listOperations").WithTags("Operations")
            .WithMetadata(
                new Paged(),
                new Parameter("zone", "Only those in the zone with this slug."),
                new Parameter("state", "Only those in this state.", typeof(OperationState)),
                new Parameter("kind", "Only those of this kind.", typeof(OperationKind)))
            .Refusing(400, 503);
        api.MapRead("/operations/{id}", GetAsync).WithName("getOperation").WithTags("Operations").Refusing(400, 404, 503);
        api.MapPost("/operations/{id}/cancel", CancelAsync).WithName("cancelOperation").WithTags("Operations").Refusing(400, 404, 409, 503);
    }

    /// <summary>The operations on knowledge boxes that you can view, the newest first.</summary>
    public static async Task<Results<Ok<Page<OperationBody>>, ApiProblem>> ListAsync(
        HttpContext context, ActivityReader activity, Permissions permissions)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        var query = new ActivityQuery
        {
            Zone = parameters.Filter("zone"),
            States = parameters.Choice<OperationState>("state") is { } state ? [state] : [],
            Kind = parameters.Choice<OperationKind>("kind"),
            Paging = new(paging.Number - 1, paging.Size),
        };
        if (parameters.Problem() is { } problem)
            return problem;

        var rows = await activity.PageAsync(permissions.Of(context.User), query, TimeZoneInfo.Utc, context.RequestAborted);
        paging.Link(context, rows.Total);
        context.Response.Headers.CacheControl = "no-store";

        // The reader returns the last page for one beyond the end, which a client would read twice.
        return TypedResults.Ok(
            paging.Of<OperationBody>(rows.Paging == query.Paging ? [.. rows.Operations.Select(OperationBody.Of)] : [], rows.Total));
    }

    /// <summary>One operation.</summary>
    /// <param name="id">The operation's id.</param>
    public static async Task<Results<Tagged<OperationBody>, ApiProblem>> GetAsync(
        HttpContext context, string id, JournalViews journal, Permissions permissions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        return Guid.TryParse(id, out var known)
            && await journal.FindAsync(known, permissions.Of(context.User), context.RequestAborted) is { } operation
            ? new Tagged<OperationBody>(OperationBody.Of(operation), null)
            : ApiProblems.Of(Problems.NoOperation);
    }

    /// <summary>Undoes an operation that has not been sent: a deletion in its grace period, or one that waits for its turn.</summary>
    /// <param name="id">The operation's id.</param>
    public static async Task<Results<Ok<OperationBody>, ApiProblem>> CancelAsync(
        HttpContext context, string id, OperationDecisions decisions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;
        if (!Guid.TryParse(id, out var known))
            return ApiProblems.Of(Problems.NoOperation);

        var result = await decisions.CancelAsync(new ProgramCaller(context.User), known, context.RequestAborted);
        return result.IsAccepted ? TypedResults.Ok(OperationBody.Of(result.Operation!)) : ApiProblems.Of(result);
    }
}
