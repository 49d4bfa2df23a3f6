using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal abstract class Pinning : Recorded
{
    public override Right Right => Right.Delete;

    public override OperationProblem Obstacle(Operation other) =>
        other.Kind is OperationKind.Delete ? new Problems.BeingDeleted()
        : other.AwaitsApproval ? new Problems.AlreadyRequested(other.Actor.Name)
        : base.Obstacle(other);
}

internal sealed class PinBackup : Pinning
{
    public override OperationKind Kind => OperationKind.Pin;

    public override string Title => "Pin a backup";

    public override string Verb => "Pinning";

    public override string Result(Operation operation) => operation.Reason ?? "";

    public override EventWords Requested(Operation operation) =>
        new($"Pinned by {operation.Actor.Name}", operation.Reason ?? "", IsGood: true);
}

internal sealed class UnpinBackup : Pinning
{
    public override OperationKind Kind => OperationKind.Unpin;

    public override string Title => "Unpin a backup";

    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
        sources.Journal.PinOf(operation.Zone, operation.BackupId!) is { } pin
            ?
            [
                new("Backup", DeleteBackup.Name(operation)),
                new("Pinned by", pin.Actor.Name),
                new("Why", pin.Reason ?? ""),
            ]
            : [new("Pin", "no longer there")];

    public override string Verb => "Unpinning";

    public override string Result(Operation operation) => "";

    public override EventWords Requested(Operation operation) => new($"Unpinned by {operation.Actor.Name}", "", IsGood: true);
}
