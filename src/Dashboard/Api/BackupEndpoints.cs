using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>A backup of a knowledge box.</summary>
/// <param name="Id">What it is deleted and restored by.</param>
/// <param name="KnowledgeBoxId">Of the box that was backed up.</param>
/// <param name="KnowledgeBoxSlug">Of that box, as the backup remembers it; it confirms a deletion.</param>
/// <param name="KnowledgeBoxTitle">Of that box.</param>
/// <param name="State">The cloud only says whether it has finished; that it is stalled is concluded.</param>
/// <param name="StartedAt">When it was started; null where the cloud gives a date that cannot be true.</param>
/// <param name="FinishedAt">Null until it is completed, and where the cloud gives a date that cannot be true.</param>
/// <param name="Size">Bytes; null until it is completed, and where the cloud gives a size that cannot be true.</param>
/// <param name="IsPinned">It is protected from deletion by this dashboard.</param>
/// <param name="OperationId">Of what is being done with it: its deletion, or a restore from it.</param>
internal sealed record BackupBody(
    string Id,
    string KnowledgeBoxId,
    string KnowledgeBoxSlug,
    string KnowledgeBoxTitle,
    BackupState State,
    DateTime? StartedAt,
    DateTime? FinishedAt,
    long? Size,
    bool IsPinned,
    Guid? OperationId)
{
    internal static BackupBody Of(string zone, Backup backup, JournalSnapshot journal) => new(
        backup.Id,
        backup.KnowledgeBoxId,
        backup.Slug,
        backup.Title,
        backup.State,
        backup.KnownStart?.UtcDateTime,
        backup.KnownFinish?.UtcDateTime,
        backup.Size,
        journal.PinOf(zone, backup.Id) is not null,
        journal.ActiveOn(zone, backup.Id)?.Id);
}

internal static class BackupEndpoints
{
    public static void MapBackups(this IEndpointRouteBuilder api)
    {
        api.MapRead("/zones/{zone}/backups", List).WithName("listBackups").WithTags("Backups")
            .WithMetadata(
                new Paged(),
                new Parameter("q", "Part of a title or a slug, or the beginning of an id."),
                new Parameter("state", "Only those in this state.", typeof(BackupState)),
                new Parameter("box", "Only those of the box with this slug."),
                new Parameter("sort", "What they are sorted by; default started.", typeof(BackupSort)),
                new Parameter("order", "Default desc when sorted by started, otherwise asc.", typeof(SortOrder)))
            .Refusing(400, 404, 503);
        api.MapRead("/zones/{zone}/backups/{id}", Get).WithName("getBackup").WithTags("Backups").Refusing(400, 404, 503);
    }

    /// <summary>The backups of a zone that you can view.</summary>
    /// <remarks>An answer with the same tag is the same answer: send its ETag as If-None-Match and get 304 until something has
    /// changed.</remarks>
    /// <param name="zone">The zone's slug.</param>
    public static Results<Tagged<Page<BackupBody>>, ApiProblem> List(
        HttpContext context, string zone, ZoneLookup zones, JournalViews journal, Permissions permissions, TimeProvider time)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        var sort = parameters.Choice<BackupSort>("sort") ?? BackupSort.Started;
        var order = parameters.Choice<SortOrder>("order") ?? (sort is BackupSort.Started ? SortOrder.Desc : SortOrder.Asc);
        var state = parameters.Choice<BackupState>("state");
        var filter = new BackupFilter(parameters.Filter("q"), state is { } one ? [one] : [], parameters.Filter("box"));
        var (ordered, skipped) = (new BackupOrder(sort, order is SortOrder.Desc), (paging.Number - 1) * paging.Size);
        if (parameters.Problem() is { } problem)
            return problem;

        var (found, missing) = zones.Find(context, zone);
        if (found is null)
            return missing!;

        var viewer = permissions.Of(context.User);
        var seen = journal.Of(viewer);
        var page = new Lazy<(IReadOnlyList<Backup> Rows, int Total)>(
            () => found.Backups.Page(filter, ordered, skipped, paging.Size, time.GetUtcNow()));
        return new Tagged<Page<BackupBody>>(
            () => paging.Of([.. page.Value.Rows.Select(backup => BackupBody.Of(zone, backup, seen))], page.Value.Total), found.AsOf)
        {
            Link = () => paging.Link(context, page.Value.Total),
            Tag = ordered.DependsOnTime && found.Backups.Unfinished.Count > 0 ? null : ContentTag.OfParts(
                zone, Text(found.Backups.Version), Text(seen.Version), Text(viewer.Number), filter.Search, state.ToString() ?? "",
                filter.Box, sort.ToString(), ordered.Descending.ToString(), Text(paging.Number), Text(paging.Size)),
            IsPopular = paging.Number == 1 && filter.Search == "",
        };
    }

    /// <summary>One backup.</summary>
    /// <param name="zone">The zone's slug.</param>
    /// <param name="id">The backup's id.</param>
    public static Results<Tagged<BackupBody>, ApiProblem> Get(
        HttpContext context, string zone, string id, ZoneLookup zones, JournalViews journal, Permissions permissions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var (found, missing) = zones.Find(context, zone);
        if (found is null)
            return missing!;

        return found.Backups.TryGetValue(id, out var backup)
            ? new Tagged<BackupBody>(BackupBody.Of(zone, backup, journal.Of(permissions.Of(context.User))), found.AsOf)
            : ApiProblems.Of(new Problems.NoBackup(zone));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

internal enum SortOrder
{
    Asc,
    Desc,
}
