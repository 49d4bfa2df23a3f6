using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed class GlobalApi(CloudState state)
{
    private static readonly IResult NoSuchAccount = Errors.NotFound("Account");

    public void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapGet("/accounts", () => TypedResults.Ok(new[] { AccountListItem.From(state.Account) })).WithMetadata(Operation.Accounts);
        api.MapGet("/account/{slugOrId}", GetAccount).WithMetadata(Operation.Account);
        api.MapGet("/account/{slugOrId}/zones", GetZones).WithMetadata(Operation.Zones);
        api.MapGet("/account/{slugOrId}/index/kbs", GetBoxIndex).WithMetadata(Operation.BoxIndex);
        api.MapGet("/account/{slugOrId}/status", GetStatus).WithMetadata(Operation.AccountStatus);
        api.MapGet("/zones", () => TypedResults.Ok(AllZones())).WithMetadata(Operation.AllZones);
        api.MapGet("/user", () => TypedResults.Ok(User())).WithMetadata(Operation.User);
        api.MapGet("/user/pa_tokens", () => TypedResults.Ok(new[] { PersonalToken() })).WithMetadata(Operation.PersonalTokens);
        api.MapGet("/user/welcome", () => TypedResults.Ok(Welcome())).WithMetadata(Operation.Welcome);
    }

    private IResult GetAccount(string slugOrId)
    {
        var account = state.Account;
        if (!account.IsNamed(slugOrId))
            return NoSuchAccount;

        var boxes = state.Count(box => box.Kind == BoxKind.KnowledgeBox);
        var memories = state.Count(box => box.Kind == BoxKind.Agent);
        var agents = state.Count(box => box.Kind != BoxKind.KnowledgeBox);
        return TypedResults.Ok(AccountDetail.From(account, boxes, agents, memories));
    }

    private IResult GetZones(string slugOrId) =>
        state.Account.IsNamed(slugOrId) ? TypedResults.Ok(state.Zones.Select(ZoneItem.From)) : NoSuchAccount;

    private IResult GetStatus(string slugOrId) =>
        state.Account.IsNamed(slugOrId) ? TypedResults.Ok(new AccountStatus(Available: true)) : NoSuchAccount;

    private IResult GetBoxIndex(string slugOrId) => state.Account.IsNamed(slugOrId)
        ? TypedResults.Ok(
            state.Read(() => state.Zones.SelectMany(zone => zone.Boxes.Select(box => BoxIndexItem.From(box, zone, state.Account)))
                .ToList()))
        : NoSuchAccount;

    // This list has a zone that is not the account's, to expose clients that read it instead of the account's zones.
    private IEnumerable<ZoneItem> AllZones() =>
    [
        .. state.Zones.Select(ZoneItem.From),
        new(
            "6f9b1b1e-58a5-4f0e-9d0c-3f8a4f7a2f10", "aws-il-central-1-1", "Israel (AWS)", "AWS", false,
            "http://aws-il-central-1-1.invalid"),
    ];

    // The vendor's clients call this to check the token.
    private WelcomeDetail Welcome() =>
        new(User(), [state.Account.Slug], Create: false, [new(state.Account.Id.ToString(), state.Account.Slug)]);

    // The id is the token itself, which is no secret here.
    private PersonalTokenItem PersonalToken() => new(TokenCheck.Token, "The only token of the sandbox", state.Now().Now.AddDays(60));

    private UserDetail User() => new(
        "0b8f6c52-3a0e-4d7b-8a53-7d0f9f7f1c2d",
        "Backup service",
        "backup-service@acme.example",
        "EN",
        "USER",
        state.Account.Created);
}
