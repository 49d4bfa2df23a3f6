using BackupDashboard.Sandbox.Cloud;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Sandbox.Identity;

// Controls for tests and for people who try the dashboard. No token; loopback only.
internal sealed class IdentityControls(Register register)
{
    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/sandbox").AddEndpointFilter<LocalOnly>();
        control.MapGet("/people", () => ControlBody.Answer(register.People.Select(PersonAnswer.Of)));
        control.MapPut("/people/{id}", ChangeAsync);
        control.MapDelete("/people", Reset);
        control.MapPut("/tokens", SetTokensAsync);
    }

    private async Task<IResult> ChangeAsync(HttpRequest request, string id)
    {
        var (body, refusal) = await ControlBody.ReadAsync<PersonRequest>(request);
        if (body is null)
            return refusal!;
        if (!Guid.TryParse(id, out var objectId))
            return ControlBody.Refuse($"'{id}' is not a person's object id (a UUID)");

        return register.Change(objectId, body.ApplyTo) is { } changed
            ? ControlBody.Answer(PersonAnswer.Of(changed))
            : Errors.NotFound("Person");
    }

    private async Task<IResult> SetTokensAsync(HttpRequest request)
    {
        var (body, refusal) = await ControlBody.ReadAsync<TokensRequest>(request);
        if (body is null)
            return refusal!;
        if (body is { Fail: null, RotateStrictly: null })
            return ControlBody.Refuse("'fail' or 'rotateStrictly' must be true or false");

        register.TokensFail = body.Fail ?? register.TokensFail;
        register.RotatesStrictly = body.RotateStrictly ?? register.RotatesStrictly;
        return ControlBody.Answer(new TokensRequest(register.TokensFail, register.RotatesStrictly));
    }

    private NoContent Reset()
    {
        register.Reset();
        return TypedResults.NoContent();
    }

    private sealed record PersonRequest(IReadOnlyList<string>? Roles, IReadOnlyList<string>? Groups, bool? Disabled, bool? Overage)
    {
        public Resident ApplyTo(Resident now) => now with
        {
            Roles = Roles ?? now.Roles,
            Groups = Groups ?? now.Groups,
            Disabled = Disabled ?? now.Disabled,
            Overage = Overage ?? now.Overage,
        };
    }

    private sealed record TokensRequest(bool? Fail, bool? RotateStrictly);

    private sealed record PersonAnswer(
        Guid Id, string Name, string UserName, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, bool Disabled, bool Overage)
    {
        public static PersonAnswer Of(Resident one) =>
            new(one.Person.ObjectId, one.Person.Name, one.Person.UserName, one.Roles, one.Groups, one.Disabled, one.Overage);
    }
}
