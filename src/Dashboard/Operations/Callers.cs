using BackupDashboard.Access;
using BackupDashboard.Platform;

namespace BackupDashboard.Operations;

/// <summary>
/// What whoever asks may do at this moment. Asked for every command, of the identity provider itself: what was true at the sign-in may
/// not be any more. While the provider does not answer nothing is allowed.
/// </summary>
public sealed class Callers(Permissions permissions, ISessions sessions, CommandLimit limit, ILogger<Callers> logger)
{
    public async Task<Confirmed> ConfirmAsync(Caller caller, CancellationToken cancellation)
    {
        if (limit.TryTake(Actor.From(caller.Person).ObjectId) is { } wait)
            return new Confirmed(Grants.None, Problems.TooManyRequests(wait));

        return await sessions.ConfirmAsync(caller.Person, cancellation) switch
        {
            Confirmation.Confirmed(var person) => new Confirmed(permissions.Of(person), null),
            Confirmation.Ended => new Confirmed(Grants.None, Problems.SignedOut),
            _ => new Confirmed(Grants.None, Problems.CallerNotConfirmed),
        };
    }

    /// <summary>For the log that security is watched by: who was refused what.</summary>
    public OperationProblem Missing(Caller caller, Right right, string zone, string slug)
    {
        Log.NotAllowed(logger, Actor.From(caller.Person).ObjectId, right, zone, slug);
        return Problems.NotAllowed(right);
    }
}

/// <param name="Problem">Why nothing can be asked for at the moment; then there are no grants either.</param>
public sealed record Confirmed(Grants Grants, OperationProblem? Problem);
