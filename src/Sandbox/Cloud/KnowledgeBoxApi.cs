using BackupDashboard.Sandbox.Cloud.Validation;
using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class KnowledgeBoxApi(CloudState state, CloudZone zone)
{
    private static readonly IResult NoSuchAccount = Errors.NotFound("Account");
    private static readonly IResult NoSuchBox = Errors.NotFound("Knowledge Box");

    private readonly BackupCommands _commands = new(state);

    public void Map(IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/api/v1/account/{accountId}");
        account.MapGet("/kbs", List).WithMetadata(Operation.Boxes);
        account.MapGet("/kb/{boxId}", Get).WithMetadata(Operation.Box);
        account.MapDelete("/kb/{boxId}", Delete).WithMetadata(Operation.DeleteBox);
    }

    private IResult List(string accountId, HttpRequest request)
    {
        var mode = request.Query["mode"].LastOrDefault() ?? "kb";
        var matches = Matching(mode);
        List<ValidationError> errors = [.. NotUuid(accountId, "account_id")];
        if (matches is null)
            errors.Add(new(["query", "mode"], "Input should be 'kb', 'agent', 'agent_no_memory' or 'agents'", "literal_error", mode));
        if (QueryFlag.Read(request, "include_search_configs", byDefault: true, out var withSearchConfigs) is { } error)
            errors.Add(error);
        if (errors.Count > 0 || matches is null)
            return Errors.Invalid(errors);
        if (!state.Account.HasId(accountId))
            return NoSuchAccount;

        var boxes = state.Read(() => zone.Boxes);
        return TypedResults.Ok(boxes.Where(matches).Select(box => KnowledgeBoxSummary.From(box, zone, withSearchConfigs)));
    }

    private IResult Get(string accountId, string boxId)
    {
        if (Refuse(accountId, boxId, out var id) is { } refusal)
            return refusal;

        return state.Read(() => zone.Box(id)) is { } box
            ? TypedResults.Ok(KnowledgeBoxDetail.From(box, zone, state.Account))
            : NoSuchBox;
    }

    private IResult Delete(string accountId, string boxId)
    {
        if (Refuse(accountId, boxId, out var id) is { } refusal)
            return refusal;

        return _commands.DeleteBox(zone, id) ? TypedResults.NoContent() : NoSuchBox;
    }

    private IResult? Refuse(string accountId, string boxId, out Guid id)
    {
        List<ValidationError> errors = [.. NotUuid(accountId, "account_id")];
        if (!Uuid.TryParse(boxId, out id))
            errors.AddRange(NotUuid(boxId, "kb_id"));
        if (errors.Count > 0)
            return Errors.Invalid(errors);

        return state.Account.HasId(accountId) ? null : NoSuchAccount;
    }

    private static IEnumerable<ValidationError> NotUuid(string text, string parameter) =>
        Uuid.TryParse(text, out _) ? [] : [ValidationError.NotAUuid(text, "path", parameter)];

    private static Func<CloudBox, bool>? Matching(string mode) => mode switch
    {
        "kb" => box => box.Kind == BoxKind.KnowledgeBox,
        "agent" => box => box.Kind == BoxKind.Agent,
        "agent_no_memory" => box => box.Kind == BoxKind.AgentWithoutMemory,
        "agents" => box => box.Kind != BoxKind.KnowledgeBox,
        _ => null,
    };
}
