using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal abstract class Planning : Recorded
{
    public override Right Right => Right.Plan;
}

internal sealed class SetGoal : Planning
{
    public override OperationKind Kind => OperationKind.SetGoal;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The goal was not set. It is safe to set it again.");

    public override string Title => "Set a goal";

    public override string Verb => "Setting the goal";

    public override string Result(Operation operation) => GoalWords.Of(operation.Goal);

    public override EventWords Requested(Operation operation) =>
        new($"Set by {operation.Actor.Name}", GoalWords.Of(operation.Goal), IsGood: true);
}

internal sealed class ClearGoal : Planning
{
    public override OperationKind Kind => OperationKind.ClearGoal;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The goal was not removed. It is safe to remove it again.");

    public override string Title => "Remove a goal";

    public override string Verb => "Removing the goal";

    public override string Result(Operation operation) => "";

    public override EventWords Requested(Operation operation) =>
        new($"Removed by {operation.Actor.Name}", "The next less specific goal counts again.", IsGood: true);
}
