using BackupDashboard.Access;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Api;

/// <summary>A zone, and what you can view of it.</summary>
/// <param name="Slug">What addresses of the zone are made with.</param>
/// <param name="Title">Its name, for people.</param>
/// <param name="AsOf">When it was last read with success; null when it never was.</param>
/// <param name="IsStale">It was not read for longer than the setting `Live:StaleAfter`.</param>
/// <param name="Failure">Why the latest attempt to read it failed; null when it did not.</param>
/// <param name="GoneSince">Since when the account no longer lists the zone; everything is then from its last picture. Null while it
/// does.</param>
/// <param name="SeesEveryBox">False when the account counts more knowledge boxes than its zones list: a box that is not listed is then not
/// known to be gone.</param>
/// <param name="LeftOut">What the zone lists and cannot be read; null when there is nothing.</param>
/// <param name="Counts">Of the backups that you may view; null when the zone was never read.</param>
internal sealed record ZoneBody(
    string Slug, string Title, DateTime? AsOf, bool IsStale, ZoneFailureBody? Failure, DateTime? GoneSince, bool SeesEveryBox,
    ZoneLeftOut? LeftOut, ZoneCounts? Counts)
{
    internal static ZoneBody Of(ZoneSnapshot zone, DateTimeOffset now, PollingOptions options) => new(
        zone.Zone.Slug,
        zone.Zone.Title,
        zone.AsOf?.UtcDateTime,
        zone.IsStale(now, options.StaleAfter),
        zone.Failure is { } failure ? new ZoneFailureBody(failure.Error.Kind, failure.Error.Detail, failure.Since.UtcDateTime) : null,
        zone.GoneSince?.UtcDateTime,
        zone.ListsEveryBox,
        ZoneLeftOut.Of(zone),
        zone.IsLoaded ? new ZoneCounts(zone.Backups.Count, zone.Index.InProgress, zone.Index.Stalled, zone.Index.TotalSize) : null);
}

/// <summary>Why a zone cannot be read at the moment.</summary>
/// <param name="Kind">What sort of failure it is.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="Since">When the first of the failures in a row was seen.</param>
internal sealed record ZoneFailureBody(NucliaErrorKind Kind, string Text, DateTime Since);

/// <summary>Entries of the zone's lists that cannot be read. That one of them is not listed here says nothing about it.</summary>
/// <param name="Backups">How many backups.</param>
/// <param name="KnowledgeBoxes">How many knowledge boxes and agents.</param>
/// <param name="Text">What is wrong with the first of them.</param>
internal sealed record ZoneLeftOut(int Backups, int KnowledgeBoxes, string Text)
{
    internal static ZoneLeftOut? Of(ZoneSnapshot zone) => zone.LeftOutBackups.And(zone.LeftOutBoxes) is { IsAny: true } all
        ? new(zone.LeftOutBackups.Count, zone.LeftOutBoxes.Count, all.Problem)
        : null;
}

/// <summary>Sums over the backups of a zone.</summary>
/// <param name="Backups">How many there are.</param>
/// <param name="InProgress">Not finished.</param>
/// <param name="Stalled">Not finished for so long that something is probably wrong; the cloud itself does not say so.</param>
/// <param name="TotalSize">Bytes.</param>
internal sealed record ZoneCounts(int Backups, int InProgress, int Stalled, long TotalSize);

internal static class ZoneEndpoints
{
    public static void MapZones(this IEndpointRouteBuilder api) =>
        api.MapRead("/zones", List).WithName("listZones").WithTags("Zones").Refusing(400);

    /// <summary>The zones that you can view.</summary>
    public static Results<Ok<IReadOnlyList<ZoneBody>>, ApiProblem> List(
        HttpContext context, Permissions permissions, ZoneViews zones, IOptions<PollingOptions> options, TimeProvider time)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var grants = permissions.Of(context.User);
        return TypedResults.Ok<IReadOnlyList<ZoneBody>>(
            [.. zones.All(grants).Select(view => ZoneBody.Of(view.Current, time.GetUtcNow(), options.Value))]);
    }
}
