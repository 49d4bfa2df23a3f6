using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetRetention : Planning
{
    public override OperationKind Kind => OperationKind.SetRetention;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The retention rule was not changed. It is safe to change it again.");

    public override string Title => "Set a retention rule";

    public override string Verb => "Setting the retention rule";

    // Two people may change it, or choose one name, at the same time.
    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.InForceFor(intent.Target) is { } current && current.Retention != intent.RetentionBefore
            ? current
            : journal.RetentionRules.FirstOrDefault(other => other.Target != intent.Target
                && string.Equals(other.Retention?.Name, intent.Retention?.Name, StringComparison.OrdinalIgnoreCase));

    public override OperationProblem Obstacle(Operation other) => Problems.RetentionChanged;

    public override OperationProblem HiddenObstacle(Operation intent) => Problems.RetentionNameTaken(intent.Retention!.Name);

    public override string Result(Operation operation) =>
        operation.Retention is { } rule ? RetentionWords.Change(operation.RetentionBefore, rule) : "";

    public override EventWords Requested(Operation operation) =>
        new($"{(operation.RetentionBefore is null ? "Created" : "Changed")} by {operation.Actor.Name}", Result(operation), IsGood: true);
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
