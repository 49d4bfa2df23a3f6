using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>Which box is to be backed up: by its id or by its slug.</summary>
/// <param name="KnowledgeBoxId">The box's id.</param>
/// <param name="Slug">The box's slug, instead of its id.</param>
/// <param name="EvenIfRunning">Start it even if a backup of this box is in progress.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StartRequest(string? KnowledgeBoxId = null, string? Slug = null, bool EvenIfRunning = false);

/// <summary>The knowledge box that is to be made of a backup.</summary>
/// <param name="Slug">Free in the whole account; `slug-check` tells whether it is.</param>
/// <param name="Title">Its name, for people; at most 500 characters.</param>
/// <param name="AcceptUnaskedZones">Zones that could not be checked for the slug, which you accept; `slug-check` names
/// them.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RestoreRequest(
    [property: Required] string Slug = "", [property: Required] string Title = "", IReadOnlyList<string>? AcceptUnaskedZones = null);

internal static class BackupCommandEndpoints
{
    public static void MapBackupCommands(this IEndpointRouteBuilder api)
    {
        api.MapPost("/zones/{zone}/backups", StartAsync).WithName("startBackup").WithTags("Backups")
            .Accepts<StartRequest>("application/json").WithMetadata(new Idempotent()).Refusing(400, 404, 409, 413, 415, 422, 503);
        api.MapDelete("/zones/{zone}/backups/{id}", DeleteAsync).WithName("deleteBackup").WithTags("Backups")
            .WithMetadata(
                new Idempotent(),
                new Parameter("confirmation", "The slug of the backup's box, for a completed backup; the others need none."))
            .Refusing(400, 404, 409, 422, 503);
        api.MapPost("/zones/{zone}/backups/{id}/restore", RestoreAsync).WithName("restoreBackup").WithTags("Backups")
            .Accepts<RestoreRequest>("application/json").WithMetadata(new Idempotent()).Refusing(400, 404, 409, 413, 415, 422, 503);
    }

    /// <summary>Starts a backup of a knowledge box.</summary>
    /// <remarks>Answers as soon as the operation is recorded; follow it at the address in Location.</remarks>
    /// <param name="zone">The zone's slug.</param>
    public static async Task<Results<Accepted<OperationBody>, ApiProblem>> StartAsync(
        HttpContext context, string zone, BackupOperations operations, ZoneLookup zones)
    {
        if (new Parameters(context).Problem() is { } wrong)
            return wrong;
        var (body, problem) = await JsonBody.ReadAsync<StartRequest>(context);
        if (body is null)
            return problem!;
        if (string.IsNullOrEmpty(body.KnowledgeBoxId) == string.IsNullOrEmpty(body.Slug))
            return ApiProblems.InvalidBody("knowledgeBoxId", "or slug is needed, and not both.");
        if (RequestKeys.CallerOf(context, "start", zone, body) is not { } caller)
            return ApiProblems.IdempotencyKey;

        var box = string.IsNullOrEmpty(body.Slug) ? body.KnowledgeBoxId! : zones.BoxWithSlug(context, zone, body.Slug);
        return Answer(context, zones, zone, await operations.StartAsync(caller, zone, box, body.EvenIfRunning, context.RequestAborted));
    }

    /// <summary>Deletes a backup, after the time in which it can be undone.</summary>
    /// <remarks>
    /// The confirmation is a parameter and no body: a body of a DELETE has no meaning that programs and proxies agree on.
    /// Answers as soon as the operation is recorded; follow it, or undo it, at the address in Location.
    /// </remarks>
    /// <param name="zone">The zone's slug.</param>
    /// <param name="id">The backup's id.</param>
    public static async Task<Results<Accepted<OperationBody>, ApiProblem>> DeleteAsync(
        HttpContext context, string zone, string id, BackupOperations operations, ZoneLookup zones)
    {
        var parameters = new Parameters(context);
        var confirmation = parameters.Text("confirmation");
        if (parameters.Problem() is { } problem)
            return problem;
        if (RequestKeys.CallerOf(context, "delete", zone, id, confirmation) is not { } caller)
            return ApiProblems.IdempotencyKey;

        return Answer(context, zones, zone, await operations.DeleteAsync(caller, zone, id, confirmation, context.RequestAborted));
    }

    /// <summary>Restores a backup into a new knowledge box.</summary>
    /// <remarks>
    /// Answers as soon as the operation is recorded; follow it at the address in Location. It has succeeded when the cloud has
    /// made the box; `confirmedAt` is set when its content has arrived.
    /// </remarks>
    /// <param name="zone">The zone's slug.</param>
    /// <param name="id">The backup's id.</param>
    public static async Task<Results<Accepted<OperationBody>, ApiProblem>> RestoreAsync(
        HttpContext context, string zone, string id, BackupOperations operations, ZoneLookup zones)
    {
        if (new Parameters(context).Problem() is { } wrong)
            return wrong;
        var (body, problem) = await JsonBody.ReadAsync<RestoreRequest>(context);
        if (body is null)
            return problem!;
        if (ErrorsOf(body) is { Count: > 0 } errors)
            return ApiProblems.InvalidBody(errors);
        if (RequestKeys.CallerOf(context, "restore", zone, id, body) is not { } caller)
            return ApiProblems.IdempotencyKey;

        var box = new NewKnowledgeBox(body.Slug, body.Title, body.AcceptUnaskedZones ?? []);
        return Answer(context, zones, zone, await operations.RestoreAsync(caller, zone, id, box, context.RequestAborted));
    }

    private static Dictionary<string, string> ErrorsOf(RestoreRequest body)
    {
        var errors = new Dictionary<string, string>();
        if (body.Slug.Length == 0)
            errors["slug"] = "is needed.";
        if (TitleRules.Problem(body.Title) is { } problem)
            errors["title"] = problem;
        if (body.AcceptUnaskedZones?.Contains(null) is true)
            errors["acceptUnaskedZones"] = "has slugs, and null is none.";
        return errors;
    }

    private static Results<Accepted<OperationBody>, ApiProblem> Answer(
        HttpContext context, ZoneLookup zones, string zone, RequestResult result)
    {
        if (!result.IsAccepted)
            return zones.Refusal(context, zone, result);

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Accepted(
            $"{context.Request.PathBase}{ApiExtensions.Root}/operations/{result.Operation!.Id}", OperationBody.Of(result.Operation));
    }
}
