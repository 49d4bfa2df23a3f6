using System.Diagnostics;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

// What is only recorded here: nothing is sent, so the intent is the outcome as well.
internal abstract class Recorded : OperationDefinition
{
    public override OperationProblem Obstacle(Operation other) => throw Problems.Unexplained(Kind, other.Kind);

    public override Task<Outcome> SendAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        throw NothingIsSent();

    public override IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed) =>
        throw NothingIsSent();

    public override string NotApplied => throw NothingIsSent();

    public override bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) => throw NothingIsSent();

    // What others have approved becomes true when they do, not when it was requested.
    public override EventWords Success(Operation before, Operation now) => now.Approval is { RipenedAt: var ripenedAt }
        ? new(ripenedAt is null ? "Approved and in force" : "In force: nobody objected in time", Result(now), IsGood: true)
        : throw NothingIsSent();

    // Once others have approved it: with the times that count from then.
    public virtual Operation InForceFrom(Operation operation, DateTimeOffset now) => operation;

    private UnreachableException NothingIsSent() => new($"Nothing is sent for {Kind}.");
}
