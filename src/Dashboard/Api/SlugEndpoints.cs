using BackupDashboard.Access;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>Whether a slug can be that of a restored box.</summary>
/// <param name="Slug">The slug in question.</param>
/// <param name="Verdict">`notAsked`: not known to be taken, but not every zone could be checked.</param>
/// <param name="Text">The verdict in words.</param>
/// <param name="Proposal">A free slug near it, where this one is taken or has the wrong beginning.</param>
/// <param name="UnaskedZones">What a restore accepts as `acceptUnaskedZones` to proceed without checking them.</param>
internal sealed record SlugBody(string Slug, SlugVerdict Verdict, string Text, string? Proposal, IReadOnlyList<string> UnaskedZones);

internal static class SlugEndpoints
{
    public static void MapSlugCheck(this IEndpointRouteBuilder api) =>
        api.MapRead("/slug-check", CheckAsync).WithName("checkSlug").WithTags("Backups")
        .WithMetadata(
            new Parameter("slug", "The slug that the new box is to have.", Needed: true),
            new Parameter("zone", "The slug of the zone of the backup that is to be restored.", Needed: true),
            new Parameter("backupId", "The backup that is to be restored.", Needed: true))
        .Refusing(400, 404, 503);

    /// <summary>Whether a backup that you are allowed to restore can be restored into a box with this slug.</summary>
    /// <remarks>It checks every zone of the account, including those that you cannot view; of these it says no more than that the slug is
    /// taken.</remarks>
    public static async Task<Results<Ok<SlugBody>, ApiProblem>> CheckAsync(
        HttpContext context, ZoneLookup zones, CommandGuard guard, SlugPolicy slugs)
    {
        var parameters = new Parameters(context);
        var (slug, zone, backupId) = (parameters.Needed("slug"), parameters.Needed("zone"), parameters.Needed("backupId"));
        if (parameters.Problem() is { } problem)
            return problem;

        var caller = new ProgramCaller(context.User);
        var confirmed = await guard.ConfirmAsync(caller, context.RequestAborted);
        if (confirmed.Problem is { } unconfirmed)
            return ApiProblems.Of(unconfirmed);
        var (found, missing) = zones.Find(context, zone);
        if (found is null)
            return missing!;
        if (!found.Backups.TryGetValue(backupId, out var backup))
            return ApiProblems.Of(new Problems.NoBackup(zone));

        // Someone who cannot restore has no reason to learn which slugs exist.
        if (!confirmed.Grants.May(Right.Restore, zone, backup.Slug))
            return ApiProblems.Of(guard.Missing(caller, Right.Restore, zone, backup.Slug));

        var answer = slugs.Check(slug, new RestoreOrigin(zone, backup.Slug, confirmed.Grants));
        return TypedResults.Ok(new SlugBody(slug, answer.Verdict, answer.Text, answer.Proposal, answer.UnaskedZones));
    }
}
