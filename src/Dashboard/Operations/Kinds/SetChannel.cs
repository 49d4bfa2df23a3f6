using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetChannel : SetNamed<NotificationChannel>
{
    public override OperationKind Kind => OperationKind.SetChannel;

    public override Right Right => Right.Administer;

    public override string Title => "Set a channel";

    public override string Verb => "Setting the channel";

    public override OperationProblem Obstacle(Operation other) => NotificationProblems.Changed;

    public override OperationProblem HiddenObstacle(Operation intent) => NotificationProblems.ChannelNameTaken(intent.Channel!.Name);

    protected override NotificationChannel? Of(Operation operation) => operation.Channel;

    protected override NotificationChannel? Before(Operation operation) => operation.ChannelBefore;

    protected override string NameOf(NotificationChannel named) => named.Name;

    protected override string Change(NotificationChannel? before, NotificationChannel now) => NotificationWords.Change(before, now);
}

internal sealed class DeleteChannel : Recorded
{
    public override OperationKind Kind => OperationKind.DeleteChannel;

    public override Right Right => Right.Administer;

    public override string Title => "Delete a channel";

    public override string Verb => "Deleting the channel";

    // Someone may have made a route to it at the same time.
    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.Routes.FirstOrDefault(route => route.Route!.Channels.Contains(intent.Channel!.Id));

    public override OperationProblem Obstacle(Operation other) => NotificationProblems.ChannelInUse([other.Route!.Name]);

    public override string Result(Operation operation) => "Nothing is sent there any longer.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
