using System.Diagnostics;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

internal abstract class Pinning : OperationDefinition
{
    public override Right Right => Right.Delete;

    public override OperationProblem Obstacle(Operation other) =>
        other.Kind is OperationKind.Delete ? Problems.BeingDeleted : throw Problems.Unexplained(Kind, other.Kind);

    public override Task<Outcome> SendAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        throw NothingIsSent();

    public override IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed) =>
        throw NothingIsSent();

    public override bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) => throw NothingIsSent();

    public override EventWords Success(Operation before, Operation now) => throw NothingIsSent();

    private UnreachableException NothingIsSent() => new($"Nothing is sent for {Kind}.");
}

internal sealed class PinBackup : Pinning
{
    public override OperationKind Kind => OperationKind.Pin;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The backup was not pinned. It is safe to pin it again.");

    public override string Title => "Pin a backup";

    public override string Verb => "Pinning";

    public override string Result(Operation operation) => operation.Reason ?? "";

    public override EventWords Requested(Operation operation) =>
        new($"Pinned by {operation.Actor.Name}", operation.Reason ?? "", IsGood: true);
}

internal sealed class UnpinBackup : Pinning
{
    public override OperationKind Kind => OperationKind.Unpin;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The backup was not unpinned. It is safe to unpin it again.");

    public override string Title => "Unpin a backup";

    public override string Verb => "Unpinning";

    public override string Result(Operation operation) => "";

    public override EventWords Requested(Operation operation) => new($"Unpinned by {operation.Actor.Name}", "", IsGood: true);
}
