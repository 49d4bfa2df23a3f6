using BackupDashboard.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Api;

/// <summary>Who you are here, and what you are allowed to do.</summary>
/// <param name="ObjectId">The directory's id.</param>
/// <param name="Name">The name that operations carry.</param>
/// <param name="Teams">Your teams; you have the rights of all of them.</param>
internal sealed record MeBody(string ObjectId, string Name, IReadOnlyList<TeamBody> Teams);

/// <summary>A team: knowledge boxes, and what its members are allowed to do with them.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Member">The app role or group that makes you a member.</param>
/// <param name="Zones">Slugs; null for every zone.</param>
/// <param name="Boxes">Slugs, in which `*` stands for any characters; null for every box.</param>
/// <param name="Rights">`administer` includes all others.</param>
/// <param name="RestorePrefix">What the slugs of its restores begin with; empty if any slug is allowed.</param>
internal sealed record TeamBody(
    string Name, string Member, IReadOnlyList<string>? Zones, IReadOnlyList<string>? Boxes, IReadOnlyList<Right> Rights,
        string RestorePrefix)
{
    internal static TeamBody Of(Team team) =>
        new(
            team.Name, team.Member, team.Zones is null ? null : [.. team.Zones.Order(StringComparer.Ordinal)], team.Boxes,
            [.. team.Rights.Order()], team.RestorePrefix);
}

/// <summary>What a request by cookie carries when it changes something.</summary>
/// <param name="HeaderName">The header's name.</param>
/// <param name="Token">The header's value; good for as long as you stay signed in.</param>
internal sealed record AntiforgeryBody(string HeaderName, string Token);

internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder api)
    {
        api.MapRead("/me", Me).WithName("getMe").WithTags("You").Refusing(400);
        api.MapRead("/antiforgery", Antiforgery).WithName("getAntiforgeryToken").WithTags("You").Refusing(400);
    }

    /// <summary>Who you are, which teams you belong to and what you are allowed to do.</summary>
    public static Results<Ok<MeBody>, ApiProblem> Me(HttpContext context, Permissions permissions)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var actor = Actor.From(context.User);
        return TypedResults.Ok(new MeBody(actor.ObjectId, actor.Name, [.. permissions.Of(context.User).Teams.Select(TeamBody.Of)]));
    }

    /// <summary>The antiforgery token. Callers with a bearer token need none.</summary>
    public static Results<Ok<AntiforgeryBody>, ApiProblem> Antiforgery(HttpContext context, IAntiforgery antiforgery)
    {
        if (new Parameters(context).Problem() is { } problem)
            return problem;

        var tokens = antiforgery.GetAndStoreTokens(context);
        return TypedResults.Ok(new AntiforgeryBody(tokens.HeaderName!, tokens.RequestToken!));
    }
}
