using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

/// <summary>What an answer of the cloud means for the operation that asked. Pure.</summary>
public sealed record Outcome(OperationState State, string? UpstreamId, OperationProblem? Problem)
{
    /// <summary>A deletion that the cloud has said yes to: it counts when the backup is no longer listed.</summary>
    public static Outcome Accepted { get; } = new(OperationState.Sent, null, null);

    public static Outcome Done(string upstreamId) => new(OperationState.Succeeded, upstreamId, null);

    public static Outcome Refused(OperationProblem problem) => new(OperationState.Rejected, null, problem);

    public static Outcome InDoubt(OperationProblem problem) => new(OperationState.Unknown, null, problem);

    public static Outcome Of(Operation operation, NucliaError error) =>
        error.MayHaveBeenApplied ? InDoubt(Problems.Unknown(error))

        // Only looking tells "gone" from "not seen", as with a deletion that the cloud has accepted.
        : operation.Kind is OperationKind.Delete && error.Kind is NucliaErrorKind.NotFound ? InDoubt(Problems.NoSuchBackup)
        : Refused(Problems.Refused(operation, error));

    public Operation ApplyTo(Operation operation, DateTimeOffset now) => operation with
    {
        State = State,
        UpstreamId = UpstreamId,
        Problem = Problem,
        DueAt = null,
        AcceptedAt = State is OperationState.Sent ? now : operation.AcceptedAt,
        EndedAt = State is OperationState.Sent or OperationState.Unknown ? null : now,
    };
}
