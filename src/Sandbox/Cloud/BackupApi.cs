using System.Buffers;
using BackupDashboard.Sandbox.Cloud.Validation;
using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class BackupApi(CloudState state, CloudZone zone)
{
    private const int LongestSlug = 250;
    private const int LongestTitle = 1000;
    private const string SlugPattern = "^[a-z0-9_-]+$";

    private static readonly SearchValues<char> SlugCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly IResult NoSuchAccount = Errors.NotFound("Account");
    private static readonly IResult NoSuchBackup = Errors.NotFound("Backup");

    private readonly BackupCommands _commands = new(state);
    private readonly RestoreCommand _restore = new(state);

    public void Map(IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/api/v1/account/{accountId}");
        account.MapGet("/backups", List).WithMetadata(Operation.List);
        account.MapPost("/backups", CreateAsync).WithMetadata(Operation.Create);
        account.MapDelete("/backup/{backupId}", Delete).WithMetadata(Operation.Delete);
        account.MapPost("/backup/{backupId}/restore", RestoreAsync).WithMetadata(Operation.Restore);
    }

    private IResult List(string accountId)
    {
        var account = state.Account;
        if (!account.HasId(accountId))
            return NoSuchAccount;

        var now = state.Now();
        var backups = state.Read(() => zone.Backups);
        return TypedResults.Ok(backups.Select(backup => BackupItem.From(backup, account.Id, now)));
    }

    private async Task<IResult> CreateAsync(string accountId, HttpRequest request)
    {
        if (!state.Account.HasId(accountId))
            return NoSuchAccount;

        var body = await JsonBody.ReadAsync(request);
        var boxId = body.Uuid4("kb_id");
        if (body.Errors.Count > 0)
            return Errors.Invalid(body.Errors);

        return _commands.Create(zone, boxId) is { } id
            ? TypedResults.Json(new CreatedId(id), statusCode: StatusCodes.Status201Created)
            : Errors.NotFound("Knowledge Box");
    }

    private IResult Delete(string accountId, string backupId)
    {
        if (!state.Account.HasId(accountId))
            return NoSuchAccount;
        if (!Uuid.TryParse(backupId, out var id))
            return Errors.Invalid([ValidationError.NotAUuid(backupId, "path", "backup_id")]);

        return _commands.Delete(zone, id) ? TypedResults.NoContent() : NoSuchBackup;
    }

    private async Task<IResult> RestoreAsync(string accountId, string backupId, HttpRequest request)
    {
        if (!state.Account.HasId(accountId))
            return NoSuchAccount;

        var body = await JsonBody.ReadAsync(request);
        var slug = body.Text("slug", LongestSlug, SlugCharacters, SlugPattern);
        var title = body.Text("title", LongestTitle);
        var isUuid = Uuid.TryParse(backupId, out var id);
        if (!isUuid)
            return Errors.Invalid([ValidationError.NotAUuid(backupId, "path", "backup_id"), .. body.Errors]);
        if (body.Errors.Count > 0)
            return Errors.Invalid(body.Errors);

        return Answer(_restore.Run(zone, id, slug, title));
    }

    private static IResult Answer(RestoreOutcome outcome) => outcome switch
    {
        RestoreOutcome.Started started =>
            TypedResults.Json(new CreatedId(started.BoxId), statusCode: StatusCodes.Status201Created),
        RestoreOutcome.UnknownBackup => NoSuchBackup,
        RestoreOutcome.StillInProgress refused => Errors.Detail(
            refused.AsTooManyRequests ? StatusCodes.Status429TooManyRequests : StatusCodes.Status409Conflict,
            "Backup is still in progress. Please wait until it is completed."),
        RestoreOutcome.SlugTaken taken => Errors.Detail(
            StatusCodes.Status409Conflict, $"A Knowledge Box with the slug '{taken.Slug}' already exists"),
        RestoreOutcome.LimitReached reached => Errors.Detail(
            StatusCodes.Status402PaymentRequired, $"The account has reached its limit of {reached.Limit} Knowledge Boxes"),
        RestoreOutcome.AnotherBoxIsBeingCreated => Errors.Detail(
            StatusCodes.Status429TooManyRequests, "Knowledge Box is currently being created"),
        _ => throw new InvalidOperationException($"No answer for {outcome}"),
    };
}
