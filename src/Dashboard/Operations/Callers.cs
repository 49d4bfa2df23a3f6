using BackupDashboard.Access;

namespace BackupDashboard.Operations;

/// <summary>What whoever asks may do at this moment. Asked for every command: what was true at the sign-in may not be any more.</summary>
public sealed class Callers(Permissions permissions, ILogger<Callers> logger)
{
    public Task<Confirmed> ConfirmAsync(Caller caller, CancellationToken cancellation) =>
        Task.FromResult(new Confirmed(permissions.Of(caller.Person), null));

    /// <summary>For the log that security is watched by: who was refused what.</summary>
    public OperationProblem Missing(Caller caller, Right right, string zone, string slug)
    {
        Log.NotAllowed(logger, Actor.From(caller.Person).ObjectId, right, zone, slug);
        return Problems.NotAllowed(right);
    }
}

/// <param name="Problem">Why nothing can be asked for at the moment; then there are no grants either.</param>
public sealed record Confirmed(Grants Grants, OperationProblem? Problem);
