using BackupDashboard.Journal;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Operations;

// What an answer of the cloud means for an operation. Pure.
internal sealed record Outcome(OperationState State, string? UpstreamId, OperationProblem? Problem)
{
    public static Outcome Accepted { get; } = new(OperationState.Sent, null, null);

    public static Outcome Done(string upstreamId) => new(OperationState.Succeeded, upstreamId, null);

    public static Outcome Refused(OperationProblem problem) => new(OperationState.Rejected, null, problem);

    public static Outcome InDoubt(OperationProblem problem) => new(OperationState.Unknown, null, problem);

    public static Outcome Of(Operation operation, NucliaError error) =>
        error.MayHaveBeenApplied ? InDoubt(new CloudProblems.NoAnswer(error.Detail))
        : operation.Definition.OutcomeOf(operation, error) ?? Refused(CloudProblems.Of(operation, error));

    // The outcome of a call that creates something.
    public static Outcome Made(Operation operation, NucliaResult<string> result) =>
        result.Error is { } error ? Of(operation, error) : Done(result.Value);

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
