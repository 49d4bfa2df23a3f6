using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Platform;

namespace BackupDashboard.Operations;

/// <summary>
/// Decides what a caller is allowed to do at this moment. People and programs are confirmed by the identity provider for every command,
/// because what was true at the sign-in may no longer be; while the provider does not answer, nothing is allowed. The dashboard's own rules
/// are held to the current settings of teams.
/// </summary>
public sealed class CommandGuard(Permissions permissions, ISessions sessions, CommandLimit limit, ILogger<CommandGuard> logger)
{
    public Task<CallerRights> ConfirmAsync(Caller caller, CancellationToken cancellationToken) => caller switch
    {
        PersonCaller { Person: var person } => ConfirmAsync(person, cancellationToken),
        ProgramCaller { Principal: var program } => ConfirmAsync(program, cancellationToken),
        SystemCaller { Team: var team } => Task.FromResult(new CallerRights(permissions.OfTeam(team), null)),
        _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, "Nothing says what such a caller may do."),
    };

    /// <summary>For what takes no right but to be someone here: a person, and never a program.</summary>
    /// <returns>Why not, if they may not.</returns>
    public async Task<CallerRights> ConfirmViewerAsync(Caller caller, CancellationToken cancellationToken)
    {
        var confirmed = await ConfirmAsync(caller, cancellationToken);
        var problem = confirmed.Problem
            ?? (!confirmed.Grants.MayAnywhere(Right.View) ? Missing(caller, Right.View, BoxScope.EveryZone, SlugPattern.Everything)
                : caller is not PersonCaller ? Problems.NotAPerson
                : null);
        return problem is null ? confirmed : new CallerRights(Grants.None, problem);
    }

    /// <summary>Logs who was refused what, for security monitoring.</summary>
    public OperationProblem Missing(Caller caller, Right right, string zone, string slug)
    {
        Log.NotAllowed(logger, caller.Actor.ObjectId, right, zone, slug);
        return new Problems.NotAllowed(right);
    }

    private async Task<CallerRights> ConfirmAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (limit.TryTake(Actor.From(principal).ObjectId) is { } wait)
            return new CallerRights(Grants.None, Problems.TooManyRequests(wait));

        return await sessions.ConfirmAsync(principal, cancellationToken) switch
        {
            Confirmation.Confirmed(var person) => new CallerRights(permissions.Of(person), null),
            Confirmation.Ended => new CallerRights(Grants.None, Problems.SignedOut),
            _ => new CallerRights(Grants.None, Problems.CallerNotConfirmed),
        };
    }
}

/// <param name="Problem">Why nothing can be requested at the moment; then there are no grants either.</param>
public sealed record CallerRights(Grants Grants, OperationProblem? Problem);
