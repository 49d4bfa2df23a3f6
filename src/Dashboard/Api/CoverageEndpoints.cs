using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Coverage;
using BackupDashboard.Primitives;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>Whether a knowledge box is backed up as recently as it should be, judged by what is listed now.</summary>
/// <param name="Zone">The zone it lives in.</param>
/// <param name="KnowledgeBoxId">What a backup of it is started with.</param>
/// <param name="KnowledgeBoxSlug">Its name in addresses.</param>
/// <param name="KnowledgeBoxTitle">Its name, for people.</param>
/// <param name="Verdict">`unknown` when the picture of its zone is too old or incomplete.</param>
/// <param name="MaxAgeSeconds">How old its newest good backup may be at this moment.</param>
/// <param name="Goal">The goal in words, as the pages show it.</param>
/// <param name="ExemptUntil">Until then it is not judged; null if it is not exempt.</param>
/// <param name="NewestBackupId">Its newest good backup: listed, completed, and not being deleted. Null when there is none.</param>
/// <param name="NewestBackupStartedAt">When that was started; null where the cloud gives a date that cannot be true.</param>
/// <param name="Backups">How many backups of it are listed, in whatever state.</param>
/// <param name="Size">Bytes of all of them, as far as they are known.</param>
/// <param name="IsRunning">A backup of it has not finished.</param>
[CsvRecord]
internal sealed partial record CoverageBody(
    string Zone,
    string KnowledgeBoxId,
    string KnowledgeBoxSlug,
    string KnowledgeBoxTitle,
    Verdict Verdict,
    long MaxAgeSeconds,
    string Goal,
    DateTime? ExemptUntil,
    string? NewestBackupId,
    DateTime? NewestBackupStartedAt,
    int Backups,
    long Size,
    bool IsRunning)
{
    internal static CoverageBody Of(BoxCoverage box) => new(
        box.Zone,
        box.Box.Id,
        box.Box.Slug,
        box.Box.Title,
        box.Verdict,
        (long)box.Goal.MaxAge.TotalSeconds,
        VerdictView.Goal(box.Goal),
        box.Exemption?.ExemptUntil?.UtcDateTime,
        box.Newest?.Id,
        box.Newest?.KnownStart?.UtcDateTime,
        box.Backups,
        box.Size,
        box.Running is not null);
}

internal static class CoverageEndpoints
{
    private const string Csv = "text/csv";

    public static void MapCoverage(this IEndpointRouteBuilder api)
    {
        api.MapRead("/coverage", List).WithName("listCoverage").WithTags("Coverage")
            .WithMetadata(new Paged(), Zone(), Verdicts()).Refusing(400);
        api.MapRead("/coverage.csv", File).WithName("exportCoverage").WithTags("Coverage")
            .WithMetadata(Zone(), Verdicts(), new ApiGuards.AnsweredAs(Csv)).Produces<string>(200, Csv).Refusing(400);
    }

    /// <summary>How recently each knowledge box that you can view is backed up, the most urgent first.</summary>
    public static Results<Tagged<Page<CoverageBody>>, ApiProblem> List(
        HttpContext context, CoverageReader coverage, Permissions permissions)
    {
        var parameters = new Parameters(context);
        var paging = Paging.Of(parameters);
        var query = Query(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var boxes = query.ApplyTo(coverage.Of(permissions.Of(context.User)));
        paging.Link(context, boxes.Count);
        return new Tagged<Page<CoverageBody>>(
            paging.Of([.. boxes.Skip(paging.Skipped).Take(paging.Size).Select(CoverageBody.Of)], boxes.Count), asOf: null);
    }

    /// <summary>All of them as a file for spreadsheets.</summary>
    public static Results<PushStreamHttpResult, ApiProblem> File(
        HttpContext context, CoverageReader coverage, Permissions permissions, TimeProvider time)
    {
        var parameters = new Parameters(context);
        var query = Query(parameters);
        if (parameters.Problem() is { } problem)
            return problem;

        var boxes = query.ApplyTo(coverage.Of(permissions.Of(context.User)));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async stream =>
            {
                await using var csv = CsvWriter.Create(stream, Spreadsheet.Options, leaveOpen: true);
                await csv.WriteRecordsAsync(
                    boxes.Select(CoverageBody.Of).Select(box => box with
                    {
                        KnowledgeBoxSlug = Spreadsheet.Defused(box.KnowledgeBoxSlug)!,
                        KnowledgeBoxTitle = Spreadsheet.Defused(box.KnowledgeBoxTitle)!,
                    }),
                    context.RequestAborted);
            },
            $"{Csv}; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"coverage-{time.GetUtcNow():yyyy-MM-dd}.csv"));
    }

    private static Parameter Zone() => new("zone", "Only the boxes of the zone with this slug.");

    private static Parameter Verdicts() => new("verdict", "Only boxes with this verdict.", typeof(Verdict));

    private static BoxesQuery Query(Parameters parameters) => new()
    {
        Zone = parameters.Filter("zone"),
        Verdicts = parameters.Choice<Verdict>("verdict") is { } verdict ? [verdict] : [],
    };
}
