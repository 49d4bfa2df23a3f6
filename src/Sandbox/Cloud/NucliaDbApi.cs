using BackupDashboard.Sandbox.Cloud.Validation;
using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class NucliaDbApi(CloudState state, CloudZone zone)
{
    private int _asked;

    private static readonly IResult NoSuchBox = Errors.NotFound("Knowledge Box");

    public void Map(IEndpointRouteBuilder app)
    {
        var box = app.MapGroup("/api/v1/kb");
        box.MapGet("/{boxId}/counters", GetCounters).WithMetadata(Operation.Counters);
        box.MapGet("/{boxId}", GetById).WithMetadata(Operation.BoxById);
        box.MapGet("/s/{slug}", GetBySlug).WithMetadata(Operation.BoxBySlug);
        box.MapPost("/{boxId}/catalog", ListResourcesAsync).WithMetadata(Operation.Catalog);
    }

    private IResult GetCounters(string boxId, HttpRequest request)
    {
        if (QueryFlag.Read(request, "debug", byDefault: false, out _) is { } error)
            return Errors.Invalid([error]);

        if (Find(boxId) is not { } box)
            return NoSuchBox;

        // The box is not everywhere yet: for a moment, the real server answers with either.
        var now = state.Now();
        return !box.IsNewAt(now) ? TypedResults.Ok(CountersItem.From(box.ReportedAt(now)))
            : Interlocked.Increment(ref _asked) % 2 == 1 ? NoSuchBox
            : Errors.Detail(StatusCodes.Status500InternalServerError, "Counters are not available yet");
    }

    private IResult GetById(string boxId) => Find(boxId) is { } box ? TypedResults.Ok(BoxInDatabase.From(box)) : NoSuchBox;

    private IResult GetBySlug(string slug) =>
        state.Read(() => zone.Box(slug)) is { HasContent: true } box ? TypedResults.Ok(BoxInDatabase.From(box)) : NoSuchBox;

    private async Task<IResult> ListResourcesAsync(string boxId, HttpRequest request)
    {
        var body = await JsonBody.ReadAsync(request);
        var query = CatalogQuery.Read(body);
        if (body.Errors.Count > 0)
            return Errors.Invalid(body.Errors);

        return Find(boxId) is { } box ? TypedResults.Ok(Catalog.Page(box, state.Now(), query)) : NoSuchBox;
    }

    private CloudBox? Find(string boxId) =>
        Uuid.TryParse(boxId, out var id) && state.Read(() => zone.Box(id)) is { HasContent: true } box ? box : null;
}
