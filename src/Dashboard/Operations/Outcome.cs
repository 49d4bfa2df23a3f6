using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

/// <summary>What an answer of the cloud means for the operation that asked. Pure.</summary>
public sealed record Outcome(OperationState State, string? UpstreamId, OperationProblem? Problem)
{
    public static Outcome Done(string upstreamId) => new(OperationState.Succeeded, upstreamId, null);

    public static Outcome Of(Operation operation, NucliaResult<string> result) =>
        result.Error is { } error ? Of(operation, error) : Done(result.Value);

    public static Outcome Of(Operation operation, NucliaError error) => (operation.Kind, error.Kind) switch
    {
        (_, _) when error.MayHaveBeenApplied =>
            new(OperationState.Unknown, null, Problems.Unknown(error)),
        (OperationKind.Delete, NucliaErrorKind.NotFound) =>
            Done(operation.BackupId!),
        _ => new(OperationState.Rejected, null, Problems.Refused(operation, error)),
    };

    public Operation ApplyTo(Operation operation, DateTimeOffset now) => operation with
    {
        State = State,
        UpstreamId = UpstreamId,
        Problem = Problem,
        NextAttemptAt = null,
        EndedAt = State is OperationState.Unknown ? null : now,
    };
}
