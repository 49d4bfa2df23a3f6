using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetRoute : SetNamed<NotificationRoute>
{
    public override OperationKind Kind => OperationKind.SetRoute;

    public override Right Right => Right.Administer;

    public override string Title => "Set a route";

    public override string Verb => "Setting the route";

    public override OperationProblem Obstacle(Operation other) => NotificationProblems.Changed;

    public override OperationProblem HiddenObstacle(Operation intent) => NotificationProblems.RouteNameTaken(intent.Route!.Name);

    protected override NotificationRoute? Of(Operation operation) => operation.Route;

    protected override NotificationRoute? Before(Operation operation) => operation.RouteBefore;

    protected override string NameOf(NotificationRoute named) => named.Name;

    protected override string Change(NotificationRoute? before, NotificationRoute now) => NotificationWords.Change(before, now);
}

internal sealed class DeleteRoute : Recorded
{
    public override OperationKind Kind => OperationKind.DeleteRoute;

    public override Right Right => Right.Administer;

    public override string Title => "Delete a route";

    public override string Verb => "Deleting the route";

    public override string Result(Operation operation) => "It sends nothing any longer.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
