using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetChannel : Recorded
{
    public override OperationKind Kind => OperationKind.SetChannel;

    public override Right Right => Right.Administer;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The channel was not changed. It is safe to change it again.");

    public override string Title => "Set a channel";

    public override string Verb => "Setting the channel";

    // Two people may change it, or choose one name, at the same time.
    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.InForceFor(intent.Target) is { } current && current.Channel != intent.ChannelBefore
            ? current
            : journal.Channels.FirstOrDefault(other => other.Target != intent.Target
                && string.Equals(other.Channel?.Name, intent.Channel?.Name, StringComparison.OrdinalIgnoreCase));

    public override OperationProblem Obstacle(Operation other) => NotificationProblems.Changed;

    public override string Result(Operation operation) =>
        operation.Channel is { } channel ? NotificationWords.Change(operation.ChannelBefore, channel) : "";

    public override EventWords Requested(Operation operation) =>
        new($"{(operation.ChannelBefore is null ? "Created" : "Changed")} by {operation.Actor.Name}", Result(operation), IsGood: true);
}

internal sealed class DeleteChannel : Recorded
{
    public override OperationKind Kind => OperationKind.DeleteChannel;

    public override Right Right => Right.Administer;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The channel was not deleted. It is safe to delete it again.");

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
