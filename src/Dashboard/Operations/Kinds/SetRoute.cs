using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetRoute : Recorded
{
    public override OperationKind Kind => OperationKind.SetRoute;

    public override Right Right => Right.Administer;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The route was not changed. It is safe to change it again.");

    public override string Title => "Set a route";

    public override string Verb => "Setting the route";

    // Two people may change it, or choose one name, at the same time.
    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.InForceFor(intent.Target) is { } current && current.Route != intent.RouteBefore
            ? current
            : journal.Routes.FirstOrDefault(other => other.Target != intent.Target
                && string.Equals(other.Route?.Name, intent.Route?.Name, StringComparison.OrdinalIgnoreCase));

    public override OperationProblem Obstacle(Operation other) => NotificationProblems.Changed;

    public override string Result(Operation operation) =>
        operation.Route is { } route ? NotificationWords.Change(operation.RouteBefore, route) : "";

    public override EventWords Requested(Operation operation) =>
        new($"{(operation.RouteBefore is null ? "Created" : "Changed")} by {operation.Actor.Name}", Result(operation), IsGood: true);
}

internal sealed class DeleteRoute : Recorded
{
    public override OperationKind Kind => OperationKind.DeleteRoute;

    public override Right Right => Right.Administer;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The route was not deleted. It is safe to delete it again.");

    public override string Title => "Delete a route";

    public override string Verb => "Deleting the route";

    public override string Result(Operation operation) => "It sends nothing any longer.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
