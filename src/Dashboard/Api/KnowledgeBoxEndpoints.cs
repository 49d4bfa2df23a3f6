using BackupDashboard.Zones;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>A knowledge box.</summary>
/// <param name="Id">What a backup is started with.</param>
/// <param name="Slug">Its name in addresses, unique in the account.</param>
/// <param name="Title">Its name, for people.</param>
/// <param name="IsAgent">A retrieval agent: it takes a slug, and cannot be backed up.</param>
internal sealed record KnowledgeBoxBody(string Id, string Slug, string Title, bool IsAgent)
{
    internal static KnowledgeBoxBody Of(KnowledgeBox box) => new(box.Id, box.Slug, box.Title, box.IsAgent);
}

internal static class KnowledgeBoxEndpoints
{
    public static void MapKnowledgeBoxes(this IEndpointRouteBuilder api) => api.MapRead("/zones/{zone}/knowledge-boxes", List)
        .WithName("listKnowledgeBoxes").WithTags("Zones").WithMetadata(new Paged()).Refusing(400, 404, 503);

    /// <summary>The knowledge boxes of a zone that you can view, by slug.</summary>
    /// <param name="zone">The zone's slug.</param>
    public static Results<Tagged<Page<KnowledgeBoxBody>>, ApiProblem> List(HttpContext context, string zone, ZoneLookup zones)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var (found, missing) = zones.Find(context, zone);
        if (found is null)
            return missing!;

        var boxes = found.KnowledgeBoxes.BySlug;
        var page = boxes.Skip(paging.Skipped).Take(paging.Size).Select(KnowledgeBoxBody.Of).ToList();
        paging.Link(context, found.KnowledgeBoxes.Count);
        return new Tagged<Page<KnowledgeBoxBody>>(paging.Of(page, found.KnowledgeBoxes.Count), found.BoxesAsOf);
    }
}
