using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetRetention : SetNamed<RetentionRule>
{
    public override OperationKind Kind => OperationKind.SetRetention;

    public override Right Right => Right.Plan;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The retention rule was not changed. It is safe to change it again.");

    public override string Title => "Set a retention rule";

    public override string Verb => "Setting the retention rule";

    public override OperationProblem Obstacle(Operation other) => RuleProblems.RetentionChanged;

    public override OperationProblem HiddenObstacle(Operation intent) => RuleProblems.RetentionNameTaken(intent.Retention!.Name);

    protected override RetentionRule? Of(Operation operation) => operation.Retention;

    protected override RetentionRule? Before(Operation operation) => operation.RetentionBefore;

    protected override string NameOf(RetentionRule named) => named.Name;

    protected override string Change(RetentionRule? before, RetentionRule now) => RetentionWords.Change(before, now);
}

internal sealed class DeleteRetention : Planning
{
    public override OperationKind Kind => OperationKind.DeleteRetention;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The retention rule was not deleted. It is safe to delete it again.");

    public override string Title => "Delete a retention rule";

    public override string Verb => "Deleting the retention rule";

    public override string Result(Operation operation) => "It deletes nothing any longer. No backup goes with it.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
