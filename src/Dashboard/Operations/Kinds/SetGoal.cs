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

    public override string Title => "Set a goal";

    public override string Verb => "Setting the goal";

    public override string Result(Operation operation) => GoalWords.Of(operation.Goal);

    public override EventWords Requested(Operation operation) =>
        new($"Set by {operation.Actor.Name}", GoalWords.Of(operation.Goal), IsGood: true);
}

internal sealed class ClearGoal : Planning
{
    public override OperationKind Kind => OperationKind.ClearGoal;

    public override string Title => "Remove a goal";

    public override string Verb => "Removing the goal";

    public override string Result(Operation operation) => "";

    public override EventWords Requested(Operation operation) =>
        new($"Removed by {operation.Actor.Name}", "The next less specific goal counts again.", IsGood: true);
}
